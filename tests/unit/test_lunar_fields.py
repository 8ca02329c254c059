"""Fields and axes of the user's own are bound together; refusals say expected and found."""

import math
import re
from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.lunar_forces import ForcesRequest, lunar_forces
from visviva.cli.main import main
from visviva.core.gravity import GravityField
from visviva.core.time import Epoch
from visviva.data.lunar_files import read_axes, read_sha
from visviva.errors import FrameError, InputError
from visviva.moon.orientation import MoonOrientation

START = Epoch.parse("2025-01-01T00:00:00Z")


def _icgem(field: GravityField, degree: int = 6) -> str:
    rows = [
        f"gfc {n} {m} {field.c[n, m]:.15e} {field.s[n, m]:.15e}"
        for n in range(degree + 1)
        for m in range(n + 1)
    ]
    head = f"modelname own\nearth_gravity_constant {field.gm}\nradius {field.radius}\n"
    return head + f"max_degree {degree}\nnorm fully_normalized\nend_of_head\n" + "\n".join(rows)


def _shadr(field: GravityField, degree: int = 6) -> str:
    rows = [
        f"{n:5d},{m:5d},{field.c[n, m]:.16e},{field.s[n, m]:.16e},0,0"
        for n in range(1, degree + 1)
        for m in range(n + 1)
    ]
    head = f" {field.radius / 1e3:.6e}, {field.gm / 1e9:.10e}, 0.0, {degree}, {degree}, 1, 0.0, 0.0"
    return "\n".join([head, *rows]) + "\n"


def _angles(axes: str) -> str:
    table = MoonOrientation.bundled()
    rows = [f"# axes: {axes}", "JDTDB,phi_rad,theta_rad,psi_rad"]
    for k in range(49):
        jd = 2460676.0 + k / 12.0
        near = Epoch.parse("2000-01-01T12:00:00Z")
        from visviva.data.states import epoch_of_jd_tdb

        near = epoch_of_jd_tdb(jd)
        phi, theta, psi = (float(x) for x in table.angles(near))
        rows.append(f"{jd:.10f},{phi:.13f},{theta:.13f},{psi % (2.0 * math.pi):.13f}")
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda text: text[: text.rindex("gfc 6 0")],
            "18 coefficients of degrees 2 to 6 where 25 were",
        ),
        (
            lambda text: re.sub("gfc 4 [34] .*\n", "", text),
            "2 coefficients are missing within the file, the first of degree 4 and order 3",
        ),
        (lambda text: text.replace("radius", "rodius"), "the header lacks radius; expected"),
        (lambda text: text.replace("end_of_head", ""), "no end_of_head line"),
        (lambda text: text.replace("radius 1", "radius x1"), "in the header is no number"),
        (lambda text: re.sub("gfc 3 1 [^ ]+", "gfc 3 1 nan", text), "holds no number"),
        (lambda text: text.replace("max_degree 6", "max_degree six"), "max_degree six"),
        (lambda text: text.replace("gfc 2 0 -9", "gfc 2 0 -4"), "C20 -4.0"),
    ],
)
def test_a_field_file_with_a_fault_says_what_was_expected_and_found(
    change, said, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.gfc"
    path.write_text(change(_icgem(GravityField.grgm660prim())))
    words = ["moon", "orbit", "--periselene-km", "100", "--aposelene-km", "100", "--days", "1"]
    words += ["--date", "2025-01-01T00:00:00Z", "--degree", "4", "--field", str(path)]
    assert main(words) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_the_coefficients_of_the_earth_are_refused_by_gm_and_by_their_own_values(
    tmp_path: Path,
) -> None:
    earth, moon = GravityField.egm2008(), GravityField.grgm660prim()
    path = tmp_path / "own.gfc"
    path.write_text(_icgem(earth))
    with pytest.raises(InputError, match=r"GM 3\.986e\+14 m3/s2 is not the Moon's: expected 4\.90"):
        lunar_forces(ForcesRequest(degree=4, field=path), START, 1.0)
    forged = _icgem(earth).replace(str(earth.gm), str(moon.gm))
    path.write_text(forged.replace(str(earth.radius), str(moon.radius)))
    with pytest.raises(InputError, match=r"C20 -0\.00048417.*expected -9\.0884e-05"):
        lunar_forces(ForcesRequest(degree=4, field=path), START, 1.0)


def test_a_field_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["moon", "orbit", "--periselene-km", "100", "--aposelene-km", "100", "--days", "1"]
    words += ["--date", "2025-01-01T00:00:00Z", "--field"]
    for name in ("nowhere.gfc", "nowhere.tab"):
        assert main([*words, name, "--axes", "MOON_PA_DE421"]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert "no field could be read" in line


def test_a_table_of_harmonics_is_the_same_field(tmp_path: Path) -> None:
    moon, path = GravityField.grgm660prim(), tmp_path / "own.tab"
    path.write_text(_shadr(moon))
    found = read_sha(path, frame="MOON_PA_DE421", degree=5)
    assert found.degree == 5
    assert np.allclose(found.c[2:], moon.c[2:6, :6], rtol=1e-14)
    assert found.gm == pytest.approx(moon.gm, rel=1e-9)
    path.write_text(_shadr(moon)[:-200])
    with pytest.raises(InputError, match=r"cut short|where n, m, C, S were expected"):
        read_sha(path, frame="MOON_PA_DE421")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    2,    1,", "    2,    5,", "order 5 of degree 2"),
        ("    2,    1,", "   -2,   -1,", "order -1 of degree -2"),
        ("    2,    1,", "  nan,    1,", "n, m, C, S were expected"),
    ],
)
def test_a_table_whose_orders_are_none_is_refused_by_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = tmp_path / "own.tab"
    text = _shadr(GravityField.grgm660prim())
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))
    with pytest.raises(InputError, match=said) as refused:
        read_sha(path, frame="MOON_PA_DE421")
    assert re.search(r"own\.tab:\d+$", str(refused.value.place))


def test_a_table_of_harmonics_needs_its_axes_and_their_angles(tmp_path: Path) -> None:
    field, angles = tmp_path / "own.tab", tmp_path / "angles.csv"
    field.write_text(_shadr(GravityField.grgm660prim()))
    with pytest.raises(InputError, match="does not say which axes"):
        lunar_forces(ForcesRequest(degree=4, field=field), START, 1.0)
    with pytest.raises(FrameError, match="MOON_PA_DE430, the axes at hand are MOON_PA_DE421"):
        lunar_forces(ForcesRequest(degree=4, field=field, axes="MOON_PA_DE430"), START, 1.0)
    angles.write_text(_angles("MOON_PA_DE440"))
    full = ForcesRequest(degree=4, field=field, axes="MOON_PA_DE430", axes_file=angles)
    with pytest.raises(FrameError, match="MOON_PA_DE430, the axes at hand are MOON_PA_DE440"):
        lunar_forces(full, START, 1.0)
    angles.write_text(_angles("MOON_PA_DE430"))
    kept = lunar_forces(full, START, 1.0)
    assert kept.orientation.frame == kept.field.frame == "MOON_PA_DE430"


def test_the_shipped_field_is_refused_with_other_angles(tmp_path: Path) -> None:
    angles = tmp_path / "angles.csv"
    angles.write_text(_angles("MOON_PA_DE430"))
    with pytest.raises(FrameError, match="MOON_PA_DE421, the axes at hand are MOON_PA_DE430"):
        lunar_forces(ForcesRequest(degree=4, axes_file=angles), START, 1.0)


def test_angles_of_a_file_are_those_it_was_sampled_from(tmp_path: Path) -> None:
    path = tmp_path / "angles.csv"
    path.write_text(_angles("MOON_PA_DE421"))
    found, known = read_axes(path), MoonOrientation.bundled()
    moments = START + np.linspace(0.0, 3.0 * 86400.0, 40)
    # 1e-9 rad is 2 mm on the ground.
    assert np.abs(found.icrf_to_pa(moments) - known.icrf_to_pa(moments)).max() < 1e-9


def test_dates_past_every_ephemeris_say_both_spans(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["moon", "orbit", "--periselene-km", "100", "--aposelene-km", "100", "--days", "1"]
    assert main([*words, "--date", "2090-01-01T00:00:00Z"]) in (2, 3)
    (line,) = capsys.readouterr().err.splitlines()
    assert "1900 to 2200" in line
    assert "2090-01-01" in line
