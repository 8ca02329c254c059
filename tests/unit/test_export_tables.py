"""Tables: what goes in comes out of every format, chunk by chunk.

And a stop leaves nothing behind.
"""

import csv
import json
import os
from pathlib import Path

import duckdb
import numpy as np
import pytest

from visviva.core.time import Epoch
from visviva.errors import DataMissingError, InputError
from visviva.export import Coded, ParquetStream, export_rows, open_table

T0 = Epoch.parse("2024-06-07T00:00:00Z")


def _table() -> dict[str, object]:
    return {
        "object": Coded(np.array([0, 1, 0]), ["ISS", 'O"B, é']),
        "rise_utc": T0 + np.array([0.0, 1.5, 86399.9999]),
        "elevation_deg": np.array([10.25, np.nan, 90.0], dtype=np.float32),
        "revolution": np.array([1, 2, 3], dtype=np.int32),
        "sunlit": np.array([True, False, True]),
    }


def test_a_csv_tells_times_in_utc_and_missing_figures_as_empty(tmp_path: Path) -> None:
    assert export_rows(tmp_path / "t.csv", _table()) == 3
    with (tmp_path / "t.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[1] == {
        "object": 'O"B, é',
        "rise_utc": "2024-06-07T00:00:01.500Z",
        "elevation_deg": "",
        "revolution": "2",
        "sunlit": "False",
    }


def test_a_json_table_is_strict_json_with_its_metadata(tmp_path: Path) -> None:
    export_rows(tmp_path / "t.json", _table(), {"site": "Pyongyang"})
    told = json.loads((tmp_path / "t.json").read_text(), parse_constant=lambda c: pytest.fail(c))
    assert told["site"] == "Pyongyang"
    assert told["schema"] == "visviva.table/1"
    assert told["rows"][1]["elevation_deg"] is None
    assert len(told["rows"]) == 3


def test_a_parquet_file_reads_back_with_kinds_and_metadata(tmp_path: Path) -> None:
    path = tmp_path / "it's.parquet"
    assert export_rows(path, _table(), {"site": "Pyong'yang", "n": 3}) == 3
    name = str(path).replace("'", "''")
    back = duckdb.sql(f"SELECT * FROM '{name}'").fetchall()
    assert [row[0] for row in back] == ["ISS", 'O"B, é', "ISS"]
    assert back[2][1].isoformat() == "2024-06-07T23:59:59.999900"
    assert back[0][3:] == (1, True)
    told = dict(duckdb.sql(f"SELECT key, value FROM parquet_kv_metadata('{name}')").fetchall())
    assert told[b"site"] == b"Pyong'yang"
    assert os.listdir(tmp_path) == ["it's.parquet"]


@pytest.mark.parametrize("suffix", [".csv", ".json", ".parquet"])
def test_chunks_keep_their_order_and_an_empty_table_keeps_its_columns(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"t{suffix}"
    with open_table(path) as stream:
        if isinstance(stream, ParquetStream):
            stream.ROW_GROUP = 100
        for start in range(0, 1000, 30):
            stream.write({"i": np.arange(start, start + 30), "x": np.arange(start, start + 30) / 7})
    assert stream.rows == 1020
    back = duckdb.sql(f"SELECT * FROM '{path}'").fetchall() if suffix != ".json" else []
    if suffix == ".json":
        back = [(r["i"], r["x"]) for r in json.loads(path.read_text())["rows"]]
    assert [row[0] for row in back] == list(range(1020))
    assert back[999][1] == 999 / 7
    empty = tmp_path / f"e{suffix}"
    assert (
        export_rows(
            empty, {"i": np.zeros(0, dtype=int), "name": Coded(np.zeros(0, dtype=int), ["A"])}
        )
        == 0
    )
    if suffix == ".parquet":
        assert duckdb.sql(f"SELECT * FROM '{empty}'").columns == ["i", "name"]
    if suffix == ".csv":
        assert empty.read_text() == "i,name\n"


@pytest.mark.parametrize("suffix", [".csv", ".json", ".parquet"])
@pytest.mark.parametrize("stop", [ValueError("x"), KeyboardInterrupt()])
def test_a_stop_in_the_middle_leaves_no_file(
    tmp_path: Path, suffix: str, stop: BaseException
) -> None:
    with pytest.raises(type(stop)), open_table(tmp_path / f"t{suffix}") as stream:  # noqa: PT012
        if isinstance(stream, ParquetStream):
            stream.ROW_GROUP = 10
        for _ in range(3):
            stream.write({"i": np.arange(20)})
        raise stop
    assert not os.listdir(tmp_path)


def test_blocks_of_one_go_keep_their_order(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    with open_table(path) as stream:
        for start in range(0, 2_000_000, 100_000):
            stream.write({"i": np.arange(start, start + 100_000)})
    back = duckdb.sql(f"SELECT i FROM '{path}'").fetchnumpy()["i"]
    assert np.array_equal(back, np.arange(2_000_000))


def test_a_parquet_file_has_full_row_groups_whatever_the_chunks(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    with open_table(path) as stream:
        stream.ROW_GROUP = 100  # type: ignore[attr-defined]
        for size in (30, 250, 1, 0, 40):
            stream.write({"i": np.arange(size)})
    groups = duckdb.sql(
        f"SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('{path}') ORDER "
        "BY ALL"
    ).fetchall()
    assert [rows for _, rows in groups] == [100, 100, 100, 21]


def test_missing_figures_and_labels_of_other_chunks_survive_parquet(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    with open_table(path) as stream:
        stream.write(
            {
                "x": np.array([1.0, np.nan]),
                "n": Coded(np.array([1, 0]), ["A", "B"]),
                "s": ["é", None],
            }
        )
        stream.write({"x": np.array([np.inf]), "n": Coded(np.array([0]), ["C"]), "s": ["ü"]})
    assert duckdb.sql(f"SELECT * FROM '{path}'").fetchall() == [
        (1.0, "B", "é"),
        (None, "A", None),
        (np.inf, "C", "ü"),
    ]


def test_a_chunk_of_another_kind_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    def write_both() -> None:
        with open_table(tmp_path / "t.parquet") as stream:
            stream.write({"a": np.arange(2)})
            stream.write({"a": ["x", "y"]})

    with pytest.raises(InputError, match="cannot be stored"):
        write_both()
    assert not os.listdir(tmp_path)


def test_rows_as_mappings_become_columns(tmp_path: Path) -> None:
    export_rows(tmp_path / "t.csv", [{"a": 1, "b": "x"}, {"a": 2, "c": 3.5}])
    assert (tmp_path / "t.csv").read_text() == "a,b,c\n1,x,\n2,,3.5\n"


def test_uneven_columns_and_changed_chunks_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="differ in length"):
        export_rows(tmp_path / "t.csv", {"a": np.arange(2), "b": np.arange(3)})
    with pytest.raises(InputError, match="other columns"), open_table(tmp_path / "t.csv") as stream:  # noqa: PT012
        stream.write({"a": np.arange(2)})
        stream.write({"b": np.arange(2)})
    with pytest.raises(InputError, match="use one of"):
        export_rows(tmp_path / "t.xlsx", {"a": np.arange(2)})
    assert not os.listdir(tmp_path)


def test_without_pyarrow_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(DataMissingError, match=r"pip install 'visviva\[store\]'"):
        export_rows(tmp_path / "t.parquet", {"a": np.arange(2)})
    assert not os.listdir(tmp_path)


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_ctrl_c_from_outside_leaves_no_file(tmp_path: Path, suffix: str) -> None:
    """A real process that writes without end is interrupted as a user would."""
    import signal
    import subprocess
    import sys

    code = (
        "import signal, sys, numpy as np\n"
        "from visviva.export import open_table\n"
        # A process started in the background is born deaf to the signal.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "rows = {f'c{i}': np.random.default_rng(i).random(20_000) for i in range(4)}\n"
        "with open_table(sys.argv[1]) as stream:\n"
        "    while True:\n"
        "        stream.write(rows)\n"
        "        print(stream.rows, flush=True)\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / f"t{suffix}")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    for _ in range(5):
        run.stdout.readline()
    assert os.listdir(tmp_path)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert "KeyboardInterrupt" in err
    assert not os.listdir(tmp_path)
