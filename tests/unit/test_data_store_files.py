"""Files of the store: versions, places of figures, sums, damage, full disks."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store_sets import ONE, day
from visviva.core.time import Epoch
from visviva.data.store import FAN, Store
from visviva.data.store_parquet import unpacked
from visviva.errors import InputError


def test_a_store_of_version_1_is_read_and_becomes_one_of_this_version(
    tmp_path: Path, own_store: Path
) -> None:
    """Written by the program as it was: doubles and texts, fingerprints, a manifest of objects."""
    golden = Path(__file__).parents[1] / "golden" / "store-1"
    shutil.copytree(golden, own_store)
    first = replace(
        ONE,
        bstar=2.1e-4,
        name="ISS",
        object_id="1998-067A",
    )
    second = replace(
        first, epoch_utc="2024-06-07T04:41:45.5", mean_anomaly_deg=8.1234, raan_deg=5.0
    )
    far = replace(
        first,
        catalog_number=999_999_999,
        name="ÉTÉ",
        epoch_utc="2016-12-31T23:59:60.5",
        creation_date="2017-01-01T00:00:00",
    )
    assert Store().history(25544) == (first, second)
    assert [e.source for e in Store().history(25544)] == ["a.json", "b.json"]
    assert Store().history(999_999_999) == (far,)
    assert '"version": 1' in (own_store / "manifest.json").read_text()  # reading changes nothing
    assert Store().commit([second, far], name="again", source="c").new == 0
    assert '"version":2' in (own_store / "manifest.json").read_text()
    for k in range(2 * FAN):  # merges rewrite the old files
        Store().commit([day(k)], name=str(k), source="d")
    assert Store().history(25544) == (*(day(k) for k in range(2 * FAN)), first, second)
    assert Store().history(999_999_999) == (far,)
    assert not {p.name for p in golden.rglob("0000250*/*")} & {
        p.rsplit("/", 1)[1] for p in (f.path for f in Store().manifest().files)
    }


def test_the_catalogue_as_it_stood_is_the_newest_set_of_every_object() -> None:
    other = replace(ONE, catalog_number=48274)
    store = Store()
    jan, feb = (Epoch.parse(f"2024-0{m}-20T00:00:00Z") for m in (1, 2))
    store.commit([day(0), day(5), day(1, other)], name="a", source="a", received=jan)
    store.commit([day(3), day(9, other)], name="b", source="b", received=feb)
    assert store.catalogue() == (day(5), day(9, other))
    assert store.catalogue(as_of=Epoch.parse("2024-01-04T12:00:00Z")) == (day(3), day(1, other))
    assert store.catalogue(known_by=jan) == (day(5), day(1, other))
    assert store.catalogue(as_of=Epoch.parse("2023-01-04T12:00:00Z")) == ()


def test_what_had_a_set_lately_is_told_and_what_had_none_is_not() -> None:
    """Days count back from the store's own newest set, to the edge and not beyond it."""
    other = replace(ONE, catalog_number=48274)
    store = Store()
    assert store.lately(30.0) == ()
    store.commit([day(0), day(5), day(2, other)], name="a", source="a")
    store.commit([day(9)], name="b", source="b")
    assert store.lately(7.0) == (day(9), day(2, other))
    assert store.lately(6.9) == (day(9),)


@given(
    st.lists(
        st.tuples(
            st.one_of(st.floats(-360, 360), st.decimals(-360, 360, places=4).map(float)),
            st.one_of(st.just(-0.0), st.floats(-1, 1), st.decimals(-1, 1, places=9).map(float)),
            st.sampled_from(["", ".5", ".862560", ".000000", ".123456789"]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_figures_come_back_to_the_last_bit_whatever_their_places(
    figures: list[tuple[float, float, str]],
) -> None:
    """Minus zero, a seventh digit of a second, decimals of any places: all in one file or alone."""
    sets = [
        replace(
            ONE,
            catalog_number=7 + k,
            epoch_utc=f"2024-06-06T04:41:4{k}{tail}",
            raan_deg=angle,
            bstar=drag,
            mean_motion_dot=drag,
        )
        for k, (angle, drag, tail) in enumerate(figures)
    ]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        store.commit(sets, name="a", source="a")
        back = [store.history(7 + k)[0] for k in range(len(sets))]
    assert [repr(e) for e in back] == [repr(replace(e, source="a")) for e in sets]


def test_no_flipped_bit_of_a_file_goes_unseen() -> None:
    """A sum over the whole file: Parquet's own leave out what says where its pages lie."""
    store = Store()
    store.commit([ONE], name="a", source="a")
    path = store.root / store.manifest().files[0].path
    whole = path.read_bytes()
    for k in range(0, len(whole), 97):
        harmed = bytearray(whole)
        harmed[k] ^= 1 << (k % 8)
        file = store.manifest().files[0]
        path.write_bytes(bytes(harmed))
        with pytest.raises((OSError, ValueError)):
            unpacked(path, crc=file.crc)


def test_a_damaged_file_of_a_store_that_cannot_be_written_is_named_and_the_rest_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = Store()
    store.commit([ONE], name="a", source="a")
    store.commit([day(1)], name="b", source="b")
    (store.root / store.manifest().files[0].path).write_bytes(b"PAR1")

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("visviva.data.store_read.write_manifest", refuse)
    again = Store()
    assert again.history(25544) == (day(1),)
    assert any("is damaged" in n for n in again.notes)
    assert any("stays where it is: Read-only file system" in n for n in again.notes)


@pytest.mark.skipif(not Path("/proc/mounts").exists() or os.geteuid(), reason="mounts need root")
def test_a_disk_that_is_full_is_one_line_and_what_was_there_stays(tmp_path: Path) -> None:
    """A file system of 400 kB: commits go on until it is full; each that was told is there."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        store = Store(place / "store")
        kept = 0
        said = ""
        while not said and kept < 1000:
            rest = [replace(day(kept), catalog_number=n * 1000 + 5) for n in range(6)]
            try:
                store.commit(rest, name=str(kept), source="made")
            except InputError as err:
                said = err.message
            else:
                kept += 1
        assert said == (
            "the store cannot be written (No space left on device); what it held is whole"
        )
        assert kept > 2
        assert [len(Store(store.root).history(n * 1000 + 5)) for n in range(6)] == [kept] * 6
        assert not list(store.root.rglob("*.part"))
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)
