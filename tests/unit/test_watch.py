"""Watching: the first look remembers, later ones tell what is new, nothing is told twice."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from visviva.analysis.watched_object import STALE_DAYS, changes_of, look_at
from visviva.assessment import watching
from visviva.assessment.watching import WatchRequest, watch
from visviva.cli.main import main
from visviva.core.time import Epoch
from visviva.data.store import Store
from visviva.data.watch_memory import remembered
from visviva.errors import DataMissingError, InputError, StudyError
from visviva.orbit.gp import ElementSet

pytest.importorskip("pyarrow")
START = Epoch.parse("2024-03-01T00:00:00Z")


def sets_of(days: Sequence[float]) -> list[ElementSet]:
    """A quiet circular orbit at some 500 km."""
    return [
        ElementSet(
            270001,
            (START + 86400.0 * d).iso(6).removesuffix("Z"),
            15.22,
            0.001,
            97.4,
            (10.0 + 0.9856 * d) % 360.0,
            30.0,
            40.0,
            bstar=1e-4,
        )
        for d in days
    ]


def keep(root: Path, sets: list[ElementSet]) -> None:
    Store(root).commit(sets, name="mine", source="mine.json")


def request(root: Path, *subjects: str, day: float = 31.0) -> WatchRequest:
    return WatchRequest(subjects, offline=True, as_of=START + 86400.0 * day, root=root)


def test_the_first_look_only_remembers_and_the_second_finds_nothing_new(tmp_path: Path) -> None:
    keep(tmp_path, sets_of(range(30)))
    first = watch(request(tmp_path, "270001"))
    assert (first.changes, first.looks[0]["state"]) == ((), "first")
    again = watch(request(tmp_path, "270001"))
    assert (again.changes, again.looks[0]["state"]) == ((), "same")


def test_sets_gone_stale_and_fresh_again_are_each_told_once(tmp_path: Path) -> None:
    keep(tmp_path, sets_of(range(30)))
    watch(request(tmp_path, "270001", day=30.0))
    late = 29.0 + STALE_DAYS + 1.0
    assert [c["what"] for c in watch(request(tmp_path, "270001", day=late)).changes] == ["stale"]
    assert watch(request(tmp_path, "270001", day=late)).changes == ()
    keep(tmp_path, sets_of([late]))
    (fresh,) = watch(request(tmp_path, "270001", day=late)).changes
    assert fresh["what"] == "fresh"
    assert fresh["after"] == (START + 86400.0 * late).iso(0)


def test_a_burn_is_new_unless_one_within_its_interval_was_known() -> None:
    burn = {
        "time_utc": "2024-03-20T12:00:00Z",
        "interval_90_utc": ["2024-03-20T06:00:00Z", "2024-03-20T18:00:00Z"],
        "delta_v_m_s": 1.2,
    }
    moved = burn | {"interval_90_utc": ["2024-03-20T17:00:00Z", "2024-03-21T05:00:00Z"]}
    state = {"burns": [], "decay_interval_utc": None, "stale": False, "newest_utc": "2024-03-30"}
    assert [c["what"] for c in changes_of(state, state | {"burns": [burn]})] == ["burn"]
    assert changes_of(state | {"burns": [burn]}, state | {"burns": [moved]}) == []
    # What could not be told before is not told as new now.
    assert changes_of(state | {"burns": None}, state | {"burns": [burn]}) == []


def test_a_decay_outside_the_interval_of_before_is_a_change() -> None:
    state = {
        "burns": [],
        "stale": False,
        "newest_utc": "2024-03-30T00:00:00Z",
        "decay_utc": "2024-06-01T00:00:00Z",
        "decay_interval_utc": ["2024-05-20T00:00:00Z", "2024-06-20T00:00:00Z"],
    }
    assert changes_of(state, state | {"decay_utc": "2024-06-10T00:00:00Z"}) == []
    (change,) = changes_of(state, state | {"decay_utc": "2024-07-01T00:00:00Z"})
    assert (change["what"], change["after"]) == ("decay", "2024-07-01T00:00:00Z")
    assert [c["what"] for c in changes_of(state, state | {"down": True})] == ["down"]


def test_a_verdict_that_moved_is_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Found:
        verdict, probability = "yes", 0.97

    monkeypatch.setattr(watching, "assess", lambda study, alternatives: Found)
    watch(request(tmp_path, "soyuz-iss"))
    assert watch(request(tmp_path, "soyuz-iss")).changes == ()
    Found.verdict = "marginal"
    found = watch(request(tmp_path, "soyuz-iss"))
    (change,) = found.changes
    assert (change["what"], change["before"], change["after"]) == ("verdict", "yes", "marginal")
    assert found.sentences()[0] == "soyuz-iss: the verdict was yes, it is marginal"


def test_a_damaged_memory_is_set_aside_and_a_later_one_refused(tmp_path: Path) -> None:
    keep(tmp_path, sets_of(range(30)))
    watch(request(tmp_path, "270001"))
    (file,) = (tmp_path / "watch").glob("*.json")
    file.write_text("{", encoding="utf-8")
    found = watch(request(tmp_path, "270001"))
    assert found.looks[0]["state"] == "first"
    assert "set aside" in found.notes[0]
    file.write_text(json.dumps({"version": 99, "look": {}}), encoding="utf-8")
    with pytest.raises(InputError, match="later version"):
        watch(request(tmp_path, "270001"))


def test_two_subjects_do_not_share_a_memory(tmp_path: Path) -> None:
    with remembered("a/b", tmp_path) as one, remembered("a-b", tmp_path) as two:
        assert one.path != two.path


def test_what_cannot_be_looked_at_costs_the_others_nothing(tmp_path: Path) -> None:
    keep(tmp_path, sets_of(range(30)))
    found = watch(request(tmp_path, "270001", "270999"))
    assert [look["state"] for look in found.looks] == ["first", "unknown"]
    with pytest.raises(DataMissingError):
        watch(request(tmp_path, "270999"))
    with pytest.raises(StudyError):
        watch(request(tmp_path, "270001", str(tmp_path / "none.toml")))


def test_a_look_says_how_old_the_newest_set_is(tmp_path: Path) -> None:
    keep(tmp_path, sets_of(range(30)))
    look = look_at("270001", START + 86400.0 * 30.0, tmp_path)
    assert look["age_days"] == pytest.approx(1.0)
    assert look["sets"] == 30


def test_the_command_ends_with_4_where_something_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VISVIVA_STORE", str(tmp_path))
    keep(tmp_path, sets_of(range(30)))
    first = ["watch", "270001", "--offline", "--as-of", "2024-03-31T00:00:00Z"]
    assert main(first) == 0
    assert "first look" in capsys.readouterr().out
    later = ["watch", "270001", "--offline", "--as-of", "2024-05-01T00:00:00Z", "--json"]
    assert main(later) == 4
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert {"subject", "what", "before", "after", "utc"} <= set(change)
    assert main(["watch", "270001", "--offline", "--lang", "fr"]) in (0, 4)
    assert "rien de nouveau" in capsys.readouterr().out


def test_a_set_that_came_twice_changes_nothing(tmp_path: Path) -> None:
    sets = sets_of(range(30))
    keep(tmp_path, sets)
    watch(request(tmp_path, "270001"))
    keep(tmp_path, [replace(s) for s in sets])
    assert watch(request(tmp_path, "270001")).changes == ()
