"""The store keeps what came, once, and says what it cannot read."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from store_sets import ONE, day
from visviva.cli.main import main
from visviva.core.time import Epoch
from visviva.data.store import FAN, Store
from visviva.errors import InputError
from visviva.orbit.gp import read_elements


def test_a_set_comes_back_to_the_last_bit_whatever_its_form(shared_data: Path) -> None:
    """Every set of the ISS and Tiangong file, its arithmetic with it, and a nine-digit number."""
    read = read_elements(shared_data / "crew" / "stations.tle").elements
    far = replace(ONE, catalog_number=999_999_999, name="ÉTÉ")
    store = Store()
    store.commit([*read, far], name="s", source="stations.tle")
    back = [e for n in sorted({e.catalog_number for e in read}) for e in store.history(n)]
    assert set(back) == set(read)
    assert store.history(999_999_999) == (far,)
    assert back[0].source == "stations.tle"


def test_what_came_twice_is_kept_once_and_gains_its_name() -> None:
    store = Store()
    assert store.commit([ONE, ONE], name="a", source="a").new == 1
    assert store.commit([replace(ONE, name="ISS")], name="b", source="b").new == 1
    assert store.commit([ONE, replace(ONE, name="OTHER")], name="c", source="c").new == 0
    (kept,) = store.history(25544)
    assert (kept.name, kept.source) == ("ISS", "b")
    assert [c.sets for c in store.manifest().commits] == [2, 1, 2]


def test_many_commits_are_merged_and_none_is_lost() -> None:
    """Nine files of a level make one of the next and one; the history stays in order."""
    store = Store()
    for k in range(FAN * FAN + 1):
        store.commit([day(k)], name="daily", source=f"day {k}")
    assert store.history(25544) == tuple(day(k) for k in range(FAN * FAN + 1))
    assert len(store.manifest().files) <= 2 * FAN
    on_disk = {p.relative_to(store.root).as_posix() for p in store.root.rglob("*.parquet")}
    assert {f.path for f in store.manifest().files} <= on_disk
    assert len(on_disk) <= 2 * FAN + FAN  # and those of the manifest before


def test_as_of_a_date_nothing_later_is_told() -> None:
    store = Store()
    store.commit(
        [day(0), day(5)], name="a", source="a", received=Epoch.parse("2024-01-07T00:00:00Z")
    )
    store.commit([day(1)], name="b", source="b", received=Epoch.parse("2024-02-07T00:00:00Z"))
    assert store.history(25544, as_of=Epoch.parse("2024-01-03T00:00:00Z")) == (day(0), day(1))
    assert store.history(25544, known_by=Epoch.parse("2024-01-08T00:00:00Z")) == (day(0), day(5))
    assert store.history(25544, as_of=Epoch.parse("2023-01-01T00:00:00Z")) == ()


@pytest.mark.parametrize("harm", ["cut", "bit", "empty", "gone"])
def test_a_damaged_file_is_named_and_set_aside_and_the_rest_is_used(harm: str) -> None:
    store = Store()
    store.commit([ONE], name="a", source="a")
    store.commit([day(1)], name="b", source="b")
    path = store.root / store.manifest().files[0].path
    data = bytearray(path.read_bytes())
    data[60] ^= 4
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes({"cut": bytes(data[:-40]), "bit": bytes(data), "empty": b""}[harm])
    again = Store()
    assert again.history(25544) == (day(1),)
    assert any(("damaged" in n or "gone" in n) and path.name in n for n in again.notes)
    assert not path.exists()
    assert harm == "gone" or list((store.root / "set-aside").iterdir())
    assert Store().commit([ONE], name="a", source="a").new == 1
    assert Store().history(25544) == (day(1), ONE)


def test_a_store_of_a_later_version_is_refused_and_left_as_it_is() -> None:
    store = Store()
    store.commit([ONE], name="a", source="a")
    manifest = store.root / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"version":2', '"version":3'))
    before = manifest.read_bytes()
    for ask in (lambda: Store().history(25544), lambda: Store().commit([ONE], name="", source="")):
        with pytest.raises(InputError, match="version 3; this program knows up to 2"):
            ask()
    assert manifest.read_bytes() == before
    assert main(["watch", "25544"]) == 2  # as the store says it, with nothing put behind


def test_a_damaged_manifest_is_answered_by_the_one_before() -> None:
    store = Store()
    for k in range(3):
        store.commit([day(k)], name=str(k), source="x")
    (store.root / "manifest.json").write_text("{")
    again = Store()
    assert again.history(25544) == (day(0), day(1))
    assert "is damaged" in again.notes[0]


def _limited(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _python(code: str, size: int | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=None if size is None else _limited(size),
    )


_MANY = """
import sys
from dataclasses import replace
from visviva.data.store import Store
from visviva.orbit.gp import ElementSet
one = ElementSet(5, "2024-06-06T00:00:00", 15.5, 1e-3, 51.6, 10.0, 3.0, 7.0)
first = int(sys.argv[1]) if len(sys.argv) > 1 else FIRST
for k in range(first, first + COUNT):
    sets = [replace(one, catalog_number=n * 1000 + 5, raan_deg=k * 0.01) for n in range(6)]
    Store().commit(sets, name=str(k), source="made")
    print(k, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of file sizes are POSIX")
def test_a_full_disk_is_one_line_and_what_was_there_stays() -> None:
    Store().commit([ONE], name="a", source="a")
    told = _python(_MANY.replace("FIRST", "0").replace("COUNT", "1"), 2_000).communicate()
    assert "the store cannot be written (File too large); what it held is whole" in told[1]
    assert Store().history(25544) == (ONE,)
    assert len(Store().manifest().commits) == 1


def _kill_while_writing(times: int) -> None:
    """Each commit writes six sets of six folders: all of them are there, or none."""
    promised = -1
    for k in range(times):
        first = promised + 1
        run = _python(_MANY.replace("FIRST", str(first)).replace("COUNT", "1000"))
        assert run.stdout is not None
        lines = [run.stdout.readline()]  # the first commit is through, others are under way
        time.sleep(0.013 * (k * 7 % 11))
        run.send_signal(signal.SIGKILL)
        lines += run.communicate()[0].splitlines()
        promised = max(int(line) for line in lines if line.strip())
        store = Store()
        held = [len(store.history(n * 1000 + 5)) for n in range(6)]
        assert len(set(held)) == 1, held
        assert held[0] >= promised + 1
        promised = held[0] - 1
        assert not store.notes
    Store().commit([day(1)], name="after", source="x")
    assert not list(Store().root.rglob("*.part"))


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_a_killed_writer_loses_nothing_that_was_committed() -> None:
    _kill_while_writing(2)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_a_writer_killed_two_hundred_times_loses_nothing() -> None:
    _kill_while_writing(200)


def test_two_writers_at_once_take_turns() -> None:
    runs = [_python(_MANY.replace("FIRST", first).replace("COUNT", "4")) for first in ("0", "100")]
    assert [run.wait(60) for run in runs] == [0, 0]
    for run in runs:
        run.communicate()
    assert len(Store().history(5)) == 8
    assert [c.number for c in Store().manifest().commits] == list(range(1, 9))


def test_a_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("VISVIVA_STORE", str(tmp_path / "file" / "store"))
    (tmp_path / "a.3le").write_text(ISS)
    assert main(["data", "import", str(tmp_path / "a.3le")]) == 2
    err = capsys.readouterr().err.strip()
    assert "the store cannot be written" in err
    assert "\n" not in err


ISS = """ISS (ZARYA)
1 25544U 98067A   25097.52056586  .00011719  00000-0  21806-3 0  9999
2 25544  51.6365 297.0255 0004979  19.0825 341.0349 15.49320680504205
"""


def test_a_file_is_kept_whole_and_the_status_says_how_old_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.3le").write_text(ISS)
    assert main(["data", "import", str(tmp_path / "a.3le"), "--name", "stations", "--json"]) == 0
    kept = json.loads(capsys.readouterr().out)["kept"]
    assert (kept["sets"], kept["new"], kept["name"]) == (1, 1, "stations")
    assert main(["data", "status", "--as-of", "2025-04-08T12:29:36Z", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "visviva.data.status/1"
    first = told["sets"][0]
    assert first["name"] == "stations"
    assert first["as_of_utc"] == "2025-04-07T12:29:37Z"
    assert first["age_days"] == pytest.approx(1.0, abs=1e-4)
    assert first["source"] == str(tmp_path / "a.3le")
    tables = {row["name"] for row in told["sets"][1:]}
    assert tables == {"Earth orientation", "Space weather", "Launches"}


def test_export_and_dry_run_leave_the_store_alone(
    tmp_path: Path, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.3le").write_text(ISS)
    assert main(["data", "import", "a.3le", "--export", "b.json"]) == 0
    assert main(["data", "import", "a.3le", "--dry-run"]) == 0
    assert not own_store.exists()


def test_a_first_argument_that_is_no_file_is_an_object_of_the_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.3le").write_text(ISS)
    assert main(["data", "import", "a.3le"]) == 0
    capsys.readouterr()
    assert main(["track", "identity", "a.3le", "--json"]) == 0
    from_file = json.loads(capsys.readouterr().out)
    for wanted in ("25544", "iss (zarya)"):
        assert main(["track", "identity", wanted, "--json"]) == 0
        told = capsys.readouterr()
        assert json.loads(told.out) == from_file
        assert "1 set from the store" in told.err
    assert main(["track", "identity", "58400"]) == 3
    assert "visviva data get 58400" in capsys.readouterr().err
    assert main(["track", "identity", "25544.tle"]) == 2
    assert "no such file" in capsys.readouterr().err
    Path("25544").write_text("nothing")  # a file of that name is the file
    assert main(["track", "identity", "25544"]) == 2


def test_what_is_damaged_is_named_where_nothing_else_is_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    store = Store()
    store.commit([ONE], name="a", source="a")
    path = store.root / store.manifest().files[0].path
    path.write_bytes(path.read_bytes()[:-40])
    words = ["observe", "where", "--object", "25544", "--start", "2025-04-08", "--days", "0.01"]
    assert main(words) == 3
    assert f"{path.name} is damaged" in capsys.readouterr().err
    assert main(["data", "status"]) == 0
    assert f"set aside in {store.root / 'set-aside'}: " in capsys.readouterr().err


@pytest.mark.parametrize("wanted", ["25544", "zarya", "1998-067A"])
def test_a_command_takes_an_object_of_the_store_without_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wanted: str
) -> None:
    (tmp_path / "a.3le").write_text(ISS)
    line = ["observe", "where", "--start", "2025-04-08T00:00:00Z", "--days", "0.01", "--json"]
    assert main([*line, "--object", wanted]) == 3
    err = capsys.readouterr().err
    assert f"no element sets of '{wanted}' in the store; visviva data get" in err
    assert main(["data", "import", str(tmp_path / "a.3le")]) == 0
    capsys.readouterr()
    assert main([*line, str(tmp_path / "a.3le")]) == 0
    from_file = json.loads(capsys.readouterr().out)["rows"]
    assert main([*line, "--object", wanted]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["rows"] == from_file
    assert "1 set from the store, newest 2025-04-07T12:29:37Z" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ["track", "identity"],
        ["track", "maneuvers"],
        ["track", "decay", "--as-of", "2025-04-08"],
        ["observe", "images", "--site", "39.04,125.71", "--start", "2025-04-08", "--days", "1"],
    ],
)
def test_what_is_told_of_the_store_is_what_is_told_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    (tmp_path / "a.3le").write_text(ISS)
    assert main(["data", "import", str(tmp_path / "a.3le")]) == 0
    capsys.readouterr()
    ends = []
    for source in ([str(tmp_path / "a.3le")], ["--object", "25544", "--offline"]):
        code = main([*words, *source, "--json"])
        told = capsys.readouterr()
        ends.append((code, told.out.replace(str(tmp_path / "a.3le"), "the store")))
    assert ends[0] == ends[1]
    assert "from the store" in told.err
