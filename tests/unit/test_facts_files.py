"""A user's own fact file: what is wrong with it is said in one line, with its place."""

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visviva.data.catalogue import BUNDLED, read_fact
from visviva.data.catalogue_read import line_of
from visviva.data.schema.figure import Figure
from visviva.data.schema.inherit import hand_down
from visviva.errors import FactError

ROCKET = """\
kind = "vehicle"
slug = "my-rocket"
country = "nowhere"
family = "mine"
names = { en = "My rocket" }

[defaults]
source = "my notebook, page 3"
as_of = 2024-05-01
how_known = "derived"
spread = "5%"

[[stages]]
key = "first"
name = "first stage"
ignition = "liftoff"
dry_mass_kg = { value = 1000 }
propellant_mass_kg = { value = 9000 }
thrust_vacuum_kn = { value = 200, spread = "1%" }
thrust_sea_level_kn = { value = 180 }
isp_vacuum_s = { value = 300, kind = "exact" }

[[stages]]
key = "second"
name = "second stage"
dry_mass_kg = { low = 100, high = 200, kind = "uniform" }
propellant_mass_kg = { value = 1000, low = 900, high = 1050, source = "a better book" }
thrust_vacuum_kn = { value = 20 }
isp_vacuum_s = { value = 330 }
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "my-rocket.toml"
    path.write_text(text, encoding="utf-8")
    return path


def error_of(folder: Path, text: str) -> str:
    with pytest.raises(FactError) as caught:
        read_fact(written(folder, text))
    line = caught.value.line()
    assert "\n" not in line
    assert caught.value.exit_code == 2
    return line


def test_a_file_of_the_same_schema_loads_and_hands_its_source_down(tmp_path: Path) -> None:
    fact = read_fact(written(tmp_path, ROCKET))
    first = fact.figure("stages.first.dry_mass_kg")
    assert (first.low, first.value, first.high) == (950.0, 1000.0, 1050.0)
    assert first.source == "my notebook, page 3"
    assert fact.figure("stages.second.propellant_mass_kg").source == "a better book"
    assert fact.figure("stages.second.dry_mass_kg").value == 150.0
    assert fact.figure("stages.0.isp_vacuum_s").uncertain().kind == "exact"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (
            "dry_mass_kg = { value = 1000 }",
            "dry_mass_kg = { value = -1000 }",
            17,
            "stages.0.dry_mass_kg",
        ),
        (
            "dry_mass_kg = { value = 1000 }",
            "dry_mass_t = { value = 1 }",
            17,
            "did you mean dry_mass_kg?",
        ),
        (
            "dry_mass_kg = { value = 1000 }",
            'dry_mass_kg = { value = "1 t" }',
            17,
            "is not a number",
        ),
        ("dry_mass_kg = { value = 1000 }", "dry_mass_kg = 1000", 17, "is not a table"),
        ("dry_mass_kg = { value = 1000 }", "dry_mass_kg = { value = nan }", 17, "finite"),
        ("dry_mass_kg = { value = 1000 }", "", 13, "stages.0.dry_mass_kg: missing"),
        (
            "dry_mass_kg = { value = 1000 }",
            'dry_mass_kg = { value = 1000, spread = "5 kg" }',
            17,
            "neither a percentage",
        ),
        ("isp_vacuum_s = { value = 330 }", "isp_vacuum_s = { value = 3236 }", 29, "not m/s"),
        ("low = 900, high = 1050", "low = 1010, high = 1050", 27, "outside its own spread"),
        ("low = 900, high = 1050", "low = 900", 27, "low and high come together"),
        ('kind = "uniform" }', 'kind = "gauss" }', 26, "'exact', 'normal' or 'uniform'"),
        ("as_of = 2024-05-01", "as_of = 2024-05-01T00:00:00", 9, "is not a date"),
        ('source = "my notebook, page 3"\n', "", 16, "without source"),
        ('spread = "5%"\n', "", 16, "a figure without a spread"),
        ('kind = "vehicle"', 'kind = "rocket"', 1, "no kind of fact is called 'rocket'"),
        ('kind = "vehicle"\n', "", 1, "names no kind"),
        ('ignition = "liftoff"', 'ignition = "sequence"', 1, "no stage burns on the pad"),
        ('key = "second"', 'key = "first"', 1, "the same key"),
        ("[defaults]", "[defaults]\nauthor = 3", 8, "defaults.author: unknown field"),
        ('slug = "my-rocket"', 'slug = "My Rocket"', 2, "slug"),
        (
            'names = { en = "My rocket" }',
            'names = { fr = "Ma fusée" }',
            1,
            "names needs at least en",
        ),
        ("[[stages]]", "[[stages]", 13, "broken TOML"),
        (
            'key = "first"',
            'key = "first"\nthrottle = [[50, 0.5], [10, 1.0]]',
            13,
            "throttle steps must rise",
        ),
        (
            'key = "first"',
            'key = "first"\nthrottle = [[0, 1.0], [nan, 0.5]]',
            13,
            "throttle steps must rise",
        ),
        (
            "[[stages]]",
            "[drag]\ndiameter_m = { value = 1 }\ntable = [[0.0, -0.3]]\n[[stages]]",
            13,
            "both zero or more",
        ),
        (
            "[[stages]]",
            "[drag]\ndiameter_m = { value = 1 }\ntable = [[0.0, nan]]\n[[stages]]",
            13,
            "both zero or more",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    text = ROCKET.replace(old, new, 1)
    assert text != ROCKET
    said = error_of(tmp_path, text)
    assert f"my-rocket.toml:{line}:" in said
    assert words in said


def test_a_naive_time_is_refused_with_advice(tmp_path: Path) -> None:
    text = (BUNDLED / "satellites" / "malligyong-1.toml").read_text(encoding="utf-8")
    said = error_of(tmp_path, text.replace("2023-11-21T13:42:28Z", "2023-11-21T13:42:28"))
    assert "launched_utc" in said
    assert "offset" in said


def test_an_empty_file_a_directory_a_missing_and_a_binary_file_are_one_line_each(
    tmp_path: Path,
) -> None:
    assert "the file is empty" in error_of(tmp_path, "  \n")
    with pytest.raises(FactError, match="directory"):
        read_fact(tmp_path)
    with pytest.raises(FactError, match="no such file"):
        read_fact(tmp_path / "absent.toml")
    binary = tmp_path / "b.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FactError, match="UTF-8"):
        read_fact(binary)


def test_the_line_of_a_path_is_found_in_every_bundled_file() -> None:
    for path in BUNDLED.rglob("*.toml"):
        text = path.read_text(encoding="utf-8")
        for name in tomllib.loads(text):
            head = text.splitlines()[line_of(text, (name,)) - 1].replace("[", "")
            assert head.split("=")[0].strip().startswith(name.split(".")[0]), (path.name, name)


def test_a_figure_handed_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="source"):
        Figure.model_validate(hand_down({"value": 1.0, "kind": "exact"}))


def test_the_example_of_the_documentation_loads_and_fails_as_it_says(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "facts.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    fact = read_fact(written(tmp_path, example))
    assert fact.figure("stages.first.propellant_mass_kg").low == 8800.0
    assert fact.figure("stages.first.isp_vacuum_s").source == "test report 7"
    claimed = page.split("```text\n")[1].split("```")[0].splitlines()
    unit = error_of(
        tmp_path, ROCKET.replace("dry_mass_kg = { value = 1000 }", "dry_mass_t = { value = 1 }")
    )
    impulse = error_of(
        tmp_path,
        ROCKET.replace("isp_vacuum_s = { value = 330 }", "isp_vacuum_s = { value = 3236 }"),
    )
    for said, line in zip((unit, impulse), claimed, strict=True):
        assert said.endswith(line)


@given(
    st.integers(0, ROCKET.count("\n") - 1),
    st.sampled_from(["key", "value", "line"]),
    st.sampled_from(
        [
            "3",
            "-1",
            "nan",
            "1e400",
            "1" + "0" * 400,
            '"x"',
            "[]",
            "{}",
            "[[1]]",
            "true",
            "2024-01-01",
            "x = ",
            "[x]",
            "[" * 999,
        ]
    ),
)
def test_a_file_with_one_line_spoilt_is_read_or_refused_in_one_line(
    number: int, what: str, scrap: str
) -> None:
    lines = ROCKET.splitlines()
    key, _, rest = lines[number].partition("=")
    lines[number] = {"key": f"{scrap} = {rest}", "value": f"{key}= {scrap}", "line": scrap}[what]
    with TemporaryDirectory() as folder:
        try:
            said = read_fact(written(Path(folder), "\n".join(lines))).slug
        except FactError as err:
            said = err.line()
    assert "\n" not in said
    assert len(said) < 600
