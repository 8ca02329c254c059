"""Write launchers of the world as facts, from recipes and the raw tables.

``python scripts/make_vehicle_facts.py DATA [SLUG …]`` where DATA is the folder of the world's raw
tables. A recipe (``scripts/recipes/vehicles_*.toml``) says which row of which table holds a figure,
and gives those that no table holds. Proxies, fillers and doubtful rows of the tables are refused.
"""

import sys
import tomllib
from pathlib import Path

from vehicle_rows import payload_rows
from vehicle_tables import (
    DRY_SPREAD,
    PROPELLANT_SPREAD,
    RECIPES,
    Engine,
    Masses,
    engine,
    launch_vehicles,
    masses,
    mean_thrust_kn,
    orbitlab_masses,
)

FACTS = Path(__file__).resolve().parents[1] / "src/visviva/data/facts/vehicles"
ATLAS = {
    "boosters": {
        "key": "boosters",
        "name": "AJ-60A",
        "no": 0,
        "role": "strap-on",
        "engine": "rc:AJ-60A",
        "d": 1.57,
        "fuel": "solid",
    },
    "core": {
        "key": "core",
        "name": "common core booster",
        "no": 1,
        "role": "core",
        "engine": "ol:RD-180",
        "d": 3.81,
        "fuel": "kerosene/oxygen",
    },
    "centaur": {
        "key": "centaur",
        "name": "Centaur III",
        "no": 2,
        "engine": "ol:RL10C-1",
        "d": 3.05,
        "fuel": "hydrogen/oxygen",
        "restarts": 3,
    },
}


def text(value: object) -> str:
    return '"' + str(value).replace('"', "'") + '"'


def listed(values: list[str]) -> str:
    return "[" + ", ".join(text(v) for v in values) + "]"


def whole(recipe: dict, slug: str) -> dict:
    """A recipe with its template filled in."""
    if "cz" in recipe:
        cz = recipe["cz"]
        return {
            "names": {
                "en": f"Long March {cz}",
                "fr": f"Longue Marche {cz}",
                "ko": f"창정 {cz}호" if cz.isdigit() else f"창정 {cz[:-1]}호 {cz[-1]}",
                "ru": f"Чанчжэн-{cz}",
                "zh": recipe["zh"],
            },
            "en": [f"CZ-{cz}", f"LM-{cz}", f"Chang Zheng {cz}", f"Long March-{cz}"],
            "fr": [f"Longue Marche-{cz}"],
            "ko": [f"창정-{cz}", f"창정 {cz}"],
            "ru": [f"Великий поход-{cz}", f"CZ-{cz}"],
            "country": "China",
            "family": "long-march",
            **recipe,
        }
    if "atlas" in recipe:
        return atlas(recipe, slug)
    return recipe


def atlas(recipe: dict, slug: str) -> dict:
    solids, fairing = recipe["atlas"]
    number = slug.rsplit("-", 1)[1]
    low, gto = recipe["rows"][0]
    guide = "recalled: Atlas V Launch Services User's Guide (ULA, 2010)"
    boosters = [{**ATLAS["boosters"], "count": solids}] if solids else []
    return {
        "names": {
            "en": f"Atlas V {number}",
            "fr": f"Atlas V {number}",
            "ko": f"아틀라스 V {number}",
            "ru": f"Атлас-5 {number}",
        },
        "en": [f"Atlas 5 {number}", f"Atlas V ({number})"]
        + (["Atlas V"] if number == "401" else []),
        "country": "United States",
        "family": "atlas-v",
        "status": "active" if number in ("551",) else "retired",
        "sites": ["cape-canaveral", "vandenberg"],
        "gcat": [f"Atlas V {number}"],
        "gcat_row": f"Atlas V {number}|{'G' if number == '511' else '-'}",
        "published": [],
        "stages": [*boosters, ATLAS["core"], ATLAS["centaur"]],
        "fairing": [2305, 2100, 2700] if fairing == 4 else [3524, 3400, 4400],
        "rows": [
            {
                "site": "cape-canaveral",
                "orbit": [200, 200, 28.6],
                "kg": low,
                "source": f"{guide}, {low:,} kg to 200 km at 28.6 deg",
                "known": "recalled",
            },
            {
                "site": "cape-canaveral",
                "orbit": [185, 35786, 27],
                "kg": gto,
                "source": f"{guide}, {gto:,} kg to GTO at 27 deg",
                "known": "recalled",
            },
        ],
    }


def stage_masses(folder: Path, recipe: dict, stage: dict) -> Masses | None:
    if "no" in stage:
        return masses(folder, stage.get("row", recipe.get("gcat_row")), stage["no"])
    if "ol" in stage:
        return orbitlab_masses(folder, recipe["orbitlab"], stage["ol"])
    return None


def mass_line(name: str, own: list | None, table: float | None, spread: float) -> str:
    if own is not None:
        note = f", note = {text(own[3])}" if len(own) > 3 else ""
        kind = ', how_known = "derived"' if len(own) > 3 else ""
        return f"{name} = {{ value = {own[0]}, low = {own[1]}, high = {own[2]}{kind}{note} }}\n"
    assert table is not None
    return f'{name} = {{ value = {table:g}, spread = "{100 * spread:g}%" }}\n'


def engine_lines(stage: dict, found: Engine | None, propellant: float, first: bool) -> str:
    """Thrust, impulse and burning time of a stage, with the engine's source."""
    n = stage.get("n", 1)
    if found is None:
        how = f'source = {text(stage["src"])}, how_known = "derived", as_of = 2026-11-29'
        return (
            f"thrust_vacuum_kn = {{ value = {stage['thrust']}, low = {0.5 * stage['thrust']:g}, "
            f"high = {1.6 * stage['thrust']:g}, {how} }}\n"
            f'isp_vacuum_s = {{ value = {stage["isp"]}, spread = "4%", {how} }}\n'
        )
    how = f"source = {text(found.source)}, as_of = {found.as_of}"
    burn = stage.get("burn", found.burn)
    rough = "2%" if found.known != "read" or found.solid else "1%"
    if burn is not None and (found.solid or found.vacuum is None):
        vacuum = mean_thrust_kn(propellant, found.isp_vacuum, burn)
        note = f"mean: propellant, impulse and {burn:g} s"
        out = figure_line("thrust_vacuum_kn", f"{vacuum:.4g}", "8%", how, "derived", note)
    else:
        assert found.vacuum is not None
        vacuum = found.vacuum * n
        out = figure_line("thrust_vacuum_kn", f"{vacuum:.5g}", "3%", how, found.known)
    isp = stage.get("isp", found.isp_vacuum)
    known = "derived" if "isp" in stage else found.known
    out += figure_line("isp_vacuum_s", f"{isp:g}", rough, how, known)
    if not first or stage.get("no_sl"):
        return out
    if found.solid or found.vacuum is None:
        # two thrusts of 8 % each could not be told apart: the exit area says what air costs
        assert found.isp_sea_level is not None
        lost = vacuum * (1.0 - found.isp_sea_level / found.isp_vacuum)
        note = "as the impulses at sea level and in vacuum"
        area = f"{lost * 1e3 / 101325.0:.3g}"
        out += figure_line("nozzle_exit_area_m2", area, "15%", how, "derived", note)
    elif found.sea_level:
        level = found.sea_level * n
        out += figure_line("thrust_sea_level_kn", f"{level:.5g}", "3%", how, found.known)
    elif found.isp_sea_level:
        level = vacuum * found.isp_sea_level / found.isp_vacuum
        note = "as the impulses"
        out += figure_line("thrust_sea_level_kn", f"{level:.5g}", "4%", how, "derived", note)
    if found.isp_sea_level:
        out += figure_line("isp_sea_level_s", f"{found.isp_sea_level:g}", rough, how, found.known)
    return out


def figure_line(name: str, value: str, spread: str, how: str, known: str, note: str = "") -> str:
    """One figure with its own source, as a line of TOML."""
    tail = f", note = {text(note)}" if note else ""
    return (
        f'{name} = {{ value = {value}, spread = "{spread}", {how}, how_known = "{known}"{tail} }}\n'
    )


def stage_block(folder: Path, recipe: dict, stage: dict, first: bool) -> tuple[str, Masses | None]:
    table = stage_masses(folder, recipe, stage)
    count = stage.get("count", table.count if table else 1)
    ranges = recipe.get("ranges")
    source = stage.get("src") or (table.source if table else ranges)
    known = table.known if table else ("recalled" if source.startswith("recalled") else "derived")
    fuel = stage.get("fuel", "storable")
    out = f'\n[[stages]]\nkey = "{stage["key"]}"\nname = {text(stage["name"])}\n'
    if "role" in stage:
        out += f'role = "{stage["role"]}"\n'
    if count > 1:
        out += f"count = {count}\n"
    ignition = stage.get("ignition", "liftoff" if first else "sequence")
    out += f'ignition = "{ignition}"\npropellant = "{fuel}"\n'
    if "engine" in stage:
        said = stage["engine"].split(":")[1]
        number = f"{stage['n']} " if stage.get("n", 1) > 1 else ""
        out += f"engine = {text(number + said)}\n"
    if stage.get("restarts"):
        out += f"restarts = {stage['restarts']}\n"
    if "throttle" in stage:
        out += f"throttle = {stage['throttle']}\n"
    if "throttle_min" in stage:
        out += f"throttle_min = {stage['throttle_min']}\n"
    out += f"source = {text(source)}\nas_of = {table.as_of if table else '2026-11-29'}\n"
    out += f'how_known = "{known}"\n'
    dry, prop = stage.get("dry"), stage.get("prop")
    out += mass_line("dry_mass_kg", dry, table.dry if table else None, DRY_SPREAD)
    out += mass_line(
        "propellant_mass_kg", prop, table.propellant if table else None, PROPELLANT_SPREAD
    )
    propellant = prop[0] if prop else (table.propellant if table else 0.0)
    found = engine(folder, stage["engine"]) if "thrust" not in stage else None
    out += engine_lines(stage, found, propellant, ignition == "liftoff")
    if "residual" in stage:
        v, low, high, note = stage["residual"]
        out += f"residual_percent = {{ value = {v}, low = {low}, high = {high}, "
        out += f'how_known = "derived", note = {text(note)} }}\n'
    out += f'diameter_m = {{ value = {stage["d"]}, spread = 0.05, how_known = "recalled", '
    out += 'source = "recalled: published dimensions" }\n'
    return out, table


def fairing_block(recipe: dict, table: float | None, width: float) -> str:
    own = recipe.get("fairing")
    if own == [] or (own is None and not table):
        return ""
    out = "\n[fairing]\n"
    if own is None:
        out += (
            'source = "GCAT stages.tsv (J. McDowell, CC-BY 4.0) by way of Emissions_API 59d8834"\n'
            'as_of = 2026-06-08\nhow_known = "derived"\n'
            f'mass_kg = {{ value = {table:g}, spread = "15%" }}\n'
        )
    else:
        out += (
            'source = "recalled: fairings of that size"\n'
            'as_of = 2026-11-29\nhow_known = "recalled"\n'
            f"mass_kg = {{ value = {own[0]}, low = {own[1]}, high = {own[2]} }}\n"
        )
    return out + f"diameter_m = {{ value = {width:g}, spread = 0.6 }}\n"


def liftoff_block(folder: Path, recipe: dict) -> str:
    own = recipe.get("liftoff_t")
    if "Atlas V" in recipe["names"]["en"] and recipe["gcat_row"][8:11] in ("511", "541"):
        return ""  # GCAT has the mass of a neighbouring version
    if own:
        known = "recalled" if "recalled" in own[3] else "derived"
        return (
            f"\n[liftoff_mass_kg]\nvalue = {1e3 * own[0]:g}\nlow = {1e3 * own[1]:g}\n"
            f"high = {1e3 * own[2]:g}\nsource = {text(own[3])}\n"
            f'as_of = 2025-12-01\nhow_known = "{known}"\n'
        )
    name = recipe.get("gcat_lv", recipe.get("gcat_row"))
    row = launch_vehicles(folder).get(name if name and "|" in name else f"{name}|-")
    if row is None or not float(row["Launch_Mass"] or 0):
        return ""
    mass = 1e3 * float(row["Launch_Mass"])
    return (
        f'\n[liftoff_mass_kg]\nvalue = {mass:g}\nspread = "4%"\n'
        'source = "GCAT lv.tsv (J. McDowell, planet4589.org, CC-BY 4.0)"\n'
        'as_of = 2025-12-01\nhow_known = "read"\n'
    )


def fact(folder: Path, slug: str, recipe: dict) -> str:
    recipe = whole(recipe, slug)
    names = ", ".join(f"{k} = {text(v)}" for k, v in recipe["names"].items())
    out = f'kind = "vehicle"\nslug = "{slug}"\ncountry = {text(recipe["country"])}\n'
    out += f'family = "{recipe["family"]}"\n'
    if "status" in recipe:
        out += f'status = "{recipe["status"]}"\n'
    out += f"sites = {listed(recipe['sites'])}\nnames = {{ {names} }}\n"
    if "note" in recipe:
        out += f"note = {text(recipe['note'])}\n"
    asked = ["drag coefficient by Mach number", "residual propellant of each stage"]
    if "ranges" in recipe:
        asked.insert(0, "masses of the stages")
    out += f"open = {listed([*recipe.get('open', []), *asked])}\n\n[aliases]\n"
    for language in ("en", "fr", "ko", "ru", "zh", "ja"):
        if language in recipe and isinstance(recipe[language], list):
            out += f"{language} = {listed(recipe[language])}\n"
    out += f"gcat = {listed(recipe['gcat'])}\n"
    out += liftoff_block(folder, recipe)
    if "adapter" in recipe:
        mass, low, high, source = recipe["adapter"]
        out += f"\n[adapter_mass_kg]\nvalue = {mass}\nlow = {low}\nhigh = {high}\n"
        out += f'source = {text(source)}\nas_of = 2026-11-29\nhow_known = "derived"\n'
    fairing, lit = None, True
    for stage in recipe["stages"]:
        block, table = stage_block(folder, recipe, stage, lit)
        # strap-ons and the core beside them leave the ground burning; the next stages are lit later
        lit = stage.get("role") == "strap-on"
        fairing = fairing or (table.fairing if table else None)
        out += block
    width = 1.15 * recipe["stages"][-1]["d"]
    return out + fairing_block(recipe, fairing, width) + payload_rows(folder, recipe)


def main(folder: Path, wanted: list[str]) -> None:
    for path in sorted(RECIPES.glob("vehicles_*.toml")):
        for slug, recipe in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if not wanted or slug in wanted:
                (FACTS / f"{slug}.toml").write_text(fact(folder, slug, recipe), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
