"""The facts that ship against the sourced tables of the shared data: they hold every row."""

import csv

import pytest

from visviva.data.catalogue import Catalogue, fold

CATALOGUE = Catalogue.bundled()
VEHICLES = list(CATALOGUE.facts("vehicle"))


def test_every_site_of_the_world_is_a_fact_with_what_flew_from_it(shared_data) -> None:  # type: ignore[no-untyped-def]
    """Against GCAT's table of sites: place, launches and flown inclinations of each."""
    with (shared_data / "world" / "sites_gcat.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 50
    for row in rows:
        fact = CATALOGUE.site(row["slug"])
        assert fact.flown is not None
        assert fact.flown.launches == int(row["orbital_launches_all"] or 0)
        if row["inc_min_deg"]:
            band = (float(row["inc_min_deg"]), float(row["inc_max_deg"]))
            assert fact.flown.inclination_deg == band
        if row["lat_deg"] and row["slug"] not in ("whalers-way", "andoya"):
            # 1.4 deg: GCAT's own place of Taiyuan is that far from its pads
            assert fact.pad().lat_deg.value == pytest.approx(float(row["lat_deg"]), abs=1.4)


def test_the_catalogue_covers_the_launches_of_the_world_since_2015(shared_data) -> None:  # type: ignore[no-untyped-def]
    """At least 94 % of orbital launches since 2015, against GCAT's counts by vehicle."""
    with (shared_data / "world" / "coverage.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known = {name for entry in CATALOGUE.entries("vehicle") for name in entry.gcat}
    # an upper stage or a launch pad may be part of the name in the catalogue: "Soyuz-2-1A Fregat"
    known |= {name.rsplit(" ", 1)[0] for name in known}
    total = covered = 0
    for row in rows:
        launches = int(row["launches_since_2015"])
        total += launches
        if any(name.strip() in known for name in row["gcat_lv_types"].split(";")):
            covered += launches
    assert covered / total >= 0.94


def test_no_stage_rests_on_a_proxy_of_the_tables(shared_data) -> None:  # type: ignore[no-untyped-def]
    """The masses of a copied or assumed row stand in no fact as if they were that vehicle's."""
    with (shared_data / "world" / "stages_gcat_derived.csv").open(encoding="utf-8") as file:
        bad = [r for r in csv.DictReader(file) if r["how_known"] in ("proxy", "assumed")]
    for fact in VEHICLES:
        for row in bad:
            if row["gcat_name"] not in fact.aliases.get("gcat", ()):
                continue
            pairs = [
                (stage.propellant_mass_kg.value, stage.dry_mass_kg.value)
                for stage in fact.stages
                if "GCAT" in stage.dry_mass_kg.source
            ]
            assert (float(row["propellant_kg_each"]), float(row["dry_kg_each"])) not in pairs


def test_masses_of_ships_agree_with_the_table(shared_data) -> None:  # type: ignore[no-untyped-def]
    """Every launch mass read in the shared tables lies in the spread of its fact."""
    with (shared_data / "world" / "ships.csv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["figure"] in ("launch_mass", "injected_mass")]
    slugs = {
        "dragon-2 crew": "crew-dragon",
        "tianzhou improved": "tianzhou",
        "mengzhou lunar": "mengzhou",
        "mengzhou leo": "mengzhou",
    }
    for row in rows:
        slug = slugs.get(row["ship"], row["ship"])
        if slug in CATALOGUE.names("ship"):
            mass = CATALOGUE.ship(slug).mass_kg
            assert mass.low <= float(row["value"]) <= mass.high, row


@pytest.mark.parametrize("kind", ["sites", "stages"])
def test_figures_agree_with_the_sourced_tables(kind: str, shared_data) -> None:  # type: ignore[no-untyped-def]
    """Every row of the shared tables that a fact covers is held by it.

    Within the spread of the fact.
    """
    folder = shared_data / "launch" / "vehicles"
    with (folder / f"{kind}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    checked = 0
    for row in rows:
        checked += _agrees_with_site(row) if kind == "sites" else _agrees_with_stage(row)
    assert checked >= (10 if kind == "sites" else 6)


def _agrees_with_site(row: dict[str, str]) -> bool:
    slug = {"Kennedy": "cape-canaveral", "Tonghae (Musudan-ri)": "tonghae"}.get(
        row["site"], fold(row["site"])
    )
    if slug not in CATALOGUE.names("site"):
        return False
    # A row that was read holds to a fifth of a kilometre, one from memory to the two or three
    # kilometres that GCAT's own pads are good for.
    room = 0.02 if "recalled" in row["how_known"] else 0.002
    near = [
        pad
        for pad in CATALOGUE.site(slug).pads
        if abs(pad.lat_deg.value - float(row["lat_deg"])) < room
        and abs(pad.lon_deg.value - float(row["lon_deg"])) < room
    ]
    assert near, row
    return True


def _agrees_with_stage(row: dict[str, str]) -> bool:
    where = {
        "Blok B,V,G,D (RD-107A)": ("soyuz-2.1a", "strap-ons"),
        "Blok A (RD-108A)": ("soyuz-2.1a", "blok-a"),
        "Blok I (RD-0110)": ("soyuz-2.1a", "blok-i"),
        "Blok I (RD-0124)": ("soyuz-2.1b", "blok-i"),
        "Fregat (S5.92)": ("soyuz-2.1b-fregat", "fregat"),
        "URM-1 booster": ("angara-a5", "boosters"),
        "URM-2 (RD-0124A)": ("angara-a5", "urm-2"),
    }.get(row["stage"])
    if where is None:
        return False
    fact = CATALOGUE.vehicle(where[0])
    for column, name in (
        ("dry_kg", "dry_mass_kg"),
        ("propellant_kg", "propellant_mass_kg"),
        ("isp_vac_s", "isp_vacuum_s"),
    ):
        assert fact.figure(f"stages.{where[1]}.{name}").value == float(row[column]), (
            row["stage"],
            column,
        )
    return True


def test_pads_stand_where_gcat_has_them(shared_data) -> None:  # type: ignore[no-untyped-def]
    """Oracle: GCAT's table of launch points; each pad that cites it holds its row and its error."""
    with (shared_data / "world" / "pads_gcat.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    checked = 0
    for fact in CATALOGUE.entries("site"):
        for pad in CATALOGUE.site(fact.slug).pads:
            lat, lon = pad.lat_deg, pad.lon_deg
            if not lat.source.startswith("GCAT, table of launch points"):
                continue
            held = [
                row
                for row in rows
                if row["slug"] == fact.slug
                and (float(row["lat_deg"]), float(row["lon_deg"])) == (lat.value, lon.value)
                and lat.high - lat.value == pytest.approx(float(row["error_deg"]))
            ]
            assert held, (fact.slug, pad.key)
            checked += 1
    assert checked >= 10
