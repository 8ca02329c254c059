"""Two examples for the help page of each command whose own text has none."""

from typing import Any, Final

EXAMPLES: Final[dict[str, tuple[str, str]]] = {
    "assess": (
        "visviva assess soyuz-tiangong",
        "visviva assess soyuz-tiangong --set target.station=iss --report answer.html",
    ),
    "studies": ("visviva studies", "visviva studies --quick --json"),
    "facts": ("visviva facts", "visviva facts soyuz-2.1a --csv"),
    "launch problem": (
        "visviva launch problem slide.json",
        "visviva launch problem slide.json --export slide.svg",
    ),
    "launch webcast": (
        "visviva launch webcast flight.csv --vehicle falcon-9-2017 --payload-kg 5000 --meco-s 145 "
        "--throttle-s 46:60 --lat-deg 28.5 --inclination-deg 39",
        "visviva launch webcast --predict --vehicle falcon-9-2017 --payload-kg 5000 --meco-s 155 "
        "--ses-s 166 --seco-s 520 --lat-deg 28.5 --inclination-deg 51.6 --export flight.png",
    ),
    "launch notice": (
        "visviva launch notice warning.txt",
        "visviva launch notice warning.txt --json",
    ),
    "crew window": (
        "visviva crew window --elements iss.tle --site baikonur --spacecraft soyuz-ms "
        "--date 2020-10-14",
        "visviva crew window --elements iss.tle --site baikonur --spacecraft soyuz-ms "
        "--date 2020-10-14 --claimed 2020-10-14T05:45:04Z",
    ),
    "crew reach": (
        "visviva crew reach --site baikonur --station iss",
        "visviva crew reach --station tiangong --json",
    ),
    "crew rendezvous": (
        "visviva crew rendezvous --elements iss.tle --site baikonur --liftoff 2020-10-14T05:45:04Z",
        "visviva crew rendezvous --elements iss.tle --site baikonur "
        "--liftoff 2020-10-14T05:45:04Z --json",
    ),
    "crew entry": ("visviva crew entry capsule.toml", "visviva crew entry capsule.toml --json"),
    "crew return": (
        "visviva crew return iss.tle --date 2020-10-21 --days 2",
        "visviva crew return --elements iss.tle --date 2020-10-21 --zone 47.3,69.5,60",
    ),
    "crew abort": (
        "visviva crew abort --at 120 --perigee-km 200 --apogee-km 242 --inclination-deg 51.6",
        "visviva crew abort --at 120 --perigee-km 200 --apogee-km 242 --inclination-deg 51.6 "
        "--json",
    ),
    "moon orbit": (
        "visviva moon orbit --states probe.csv --degree 60 --days 30",
        "visviva moon orbit --periselene-km 100 --aposelene-km 100 --inclination-deg 90 "
        "--node-deg 0 --argument-deg 0 --date 2023-01-01 --degree 60 --days 30",
    ),
    "moon coast": (
        "visviva moon coast --states probe.csv --days 10",
        "visviva moon coast --states probe.csv --days 10 --json",
    ),
    "data status": ("visviva data status", "visviva data status --json"),
}


def add_examples(command: Any, path: str) -> None:
    """Append the two examples to the help of a command whose text has none of its own."""
    if path in EXAMPLES and "visviva " not in (command.help or ""):
        lines = "\n\n".join(f"  {line}" for line in EXAMPLES[path])
        command.help = f"{command.help or ''}\n\nExamples\n--------\n{lines}"
