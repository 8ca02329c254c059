"""Pictures of flights and payload maps: whole or not at all, and without empty pages."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from visviva.errors import InputError
from visviva.plot.launch import check_picture, draw_flight, draw_map


def a_flight() -> SimpleNamespace:
    t = np.linspace(0.0, 500.0, 51)
    names = ("altitude", "speed", "acceleration", "dynamic_pressure", "heat_flux")
    series = {"t": t, "longitude": 1e-3 * t, "latitude": 2e-3 * t} | dict.fromkeys(names, 10.0 * t)
    events = [
        SimpleNamespace(name=n, t=x)
        for n, x in (("lift-off", 0.0), ("first burn-out", 130.0), ("end", 500.0))
    ]
    return SimpleNamespace(series=series, events=events)


def test_the_picture_of_a_flight_names_its_events_with_their_times(tmp_path: Path) -> None:
    import matplotlib as mpl

    with mpl.rc_context({"svg.fonttype": "none"}):
        draw_flight(a_flight(), "a flight", tmp_path / "flight.svg")
    text = (tmp_path / "flight.svg").read_text().replace("\u00a0", " ")
    assert "2 first burn-out (130 s)" in text


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_a_map_with_one_answered_corner_is_no_empty_page(tmp_path: Path, suffix: str) -> None:
    draw_map(
        [200.0, 900.0],
        [50.0, 60.0, 98.0],
        [[250.0, None], [220.0, None], [None, None]],
        "m",
        tmp_path / f"m{suffix}",
    )
    assert (tmp_path / f"m{suffix}").stat().st_size > 3000


def test_a_map_says_its_unit_its_figures_and_where_there_is_no_answer(tmp_path: Path) -> None:
    import matplotlib as mpl

    with mpl.rc_context({"svg.fonttype": "none"}):
        draw_map(
            [200.0, 900.0], [50.0, 98.0], [[250.0, None], [220.0, None]], "mine", tmp_path / "m.svg"
        )
    text = (tmp_path / "m.svg").read_text()
    assert "mine: payload, kg" in text
    assert ">250 kg<" in text
    assert ">no answer<" in text


@pytest.mark.parametrize(
    "payloads", [[[None, None], [None, None]], [[5000.0, None]], [[None], [None]]]
)
def test_maps_with_few_or_no_answers_are_drawn_all_the_same(
    tmp_path: Path, payloads: list[list[float | None]]
) -> None:
    altitudes, inclinations = [200.0, 900.0][: len(payloads[0])], [50.0, 98.0][: len(payloads)]
    draw_map(altitudes, inclinations, payloads, "m", tmp_path / "m.png")
    assert (tmp_path / "m.png").exists()


def test_a_picture_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path) -> None:
    for name, word in (("none/x.svg", "cannot be written"), ("x.doc", "use one of .svg .png .pdf")):
        with pytest.raises(InputError) as caught:
            check_picture(tmp_path / name)
        assert word in f"{caught.value.message} {caught.value.advice}"
    assert check_picture(None) is None


def test_a_picture_that_fails_half_way_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from matplotlib.figure import Figure

    def half(self: Figure, stream: object, **_: object) -> None:
        stream.write(b"half")  # type: ignore[attr-defined]
        raise KeyboardInterrupt

    monkeypatch.setattr(Figure, "savefig", half)
    (tmp_path / "m.png").write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        draw_map([200.0], [50.0, 60.0], [[2.0], [3.0]], "m", tmp_path / "m.png")
    assert [p.name for p in tmp_path.iterdir()] == ["m.png"]
    assert (tmp_path / "m.png").read_bytes() == b"before"
