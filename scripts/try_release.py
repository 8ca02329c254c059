"""Build wheel and sdist, and try the wheel away from the tree on every Python that is found.

`python scripts/try_release.py` (or `make release`); says which Pythons were not found. Beside the
wheel it writes the bill of materials (SBOM, CycloneDX 1.6): every package that came with it, its
version and licence, as it was tried.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13")
#: Most compressed bytes of the page in the wheel.
MOST_PAGE = 5_000_000
TRIES = (
    ["--version"],
    ["studies", "--json"],
    ["facts", "soyuz-ms"],
    ["assess", "soyuz-tiangong", "--quick", "--report", "page.html"],
)
LISTED = """
import json, importlib.metadata as m
rows = []
for d in m.distributions():
    a = d.metadata
    rows.append([a["Name"], d.version, a.get("License-Expression") or a.get("License") or ""])
print(json.dumps(sorted(rows, key=lambda row: row[0].lower())))
"""


def run(words: list[str], where: Path) -> bool:
    """Whether a program ends well."""
    # The tree must not answer for the wheel.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(words, cwd=where, capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        print(f"  failed: {' '.join(words[-4:])}: {done.stderr.strip()[-300:]}", file=sys.stderr)
    return done.returncode == 0


def found(version: str) -> str | None:
    """A Python of that version that starts: on the path, or among those of pyenv."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    names = [shutil.which(f"python{version}"), *sorted(kept.glob(f"{version}.*/bin/python"))]
    for name in filter(None, names):
        asked = [str(name), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        if done.stdout.strip() == version:  # a shim may stand for a Python that is not there
            return str(name)
    return None


def tried(python: str, wheel: Path) -> list[list[str]] | None:
    """Packages that came with the wheel, if it installs and answers on one Python; else None."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        inner = str(home / "v" / "bin" / "python")
        install = [inner, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if not run([python, "-m", "venv", "v"], home) or not run([*install, str(wheel)], home):
            return None
        if not all(run([inner, "-m", "visviva", *words], home) for words in TRIES):
            return None
        listed = subprocess.run([inner, "-c", LISTED], capture_output=True, text=True, check=True)
        rows: list[list[str]] = json.loads(listed.stdout)
        return [row for row in rows if row[0] not in ("pip", "setuptools")]


def bill_of_materials(rows: list[list[str]], python: str) -> dict[str, Any]:
    """The packages as CycloneDX says them."""
    parts = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name.lower()}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name.lower()}@{version}",
            # A licence that is a text, not a name, stands in the package itself.
            "licenses": [{"license": {"name": licence}}]
            if licence and len(licence) < 80 and "\n" not in licence
            else [],
        }
        for name, version, licence in rows
    ]
    (own,) = [part for part in parts if part["name"] == "visviva"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(rows))}",
        "version": 1,
        "metadata": {
            "component": own | {"type": "application"},
            "properties": [{"name": "python", "value": python}],
        },
        "components": [part for part in parts if part is not own],
    }


def page_size(wheel: Path) -> int:
    """Compressed bytes of the built page in a wheel; 0 where it is not in it."""
    with zipfile.ZipFile(wheel) as packed:
        return sum(i.compress_size for i in packed.infolist() if "/web/static/" in i.filename)


def main() -> int:
    """Build, try, and say what was tried where."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    if not run(["make", "web"], ROOT):
        print("the page was not built: a release needs Node.js and `make web`", file=sys.stderr)
        return 1
    tool = [sys.executable, "-m", "pip", "install", "--quiet", "build"]
    if not (run(tool, ROOT) and run([sys.executable, "-m", "build", "--outdir", "dist"], ROOT)):
        return 1
    (wheel,) = (ROOT / "dist").glob("*.whl")
    size = page_size(wheel)
    print(f"the page takes {size / 1e6:.1f} MB of the wheel (at most {MOST_PAGE / 1e6:.0f})")
    bad = int(not 0 < size < MOST_PAGE)
    for version in PYTHONS:
        python = found(version)
        if python is None:
            print(f"Python {version}: not found here, not tried")
            continue
        rows = tried(python, wheel)
        bad += rows is None
        print(f"Python {version}: {'FAILED' if rows is None else 'answers'}")
        if rows is not None:
            bill = ROOT / "dist" / f"{wheel.stem.split('-py3')[0]}-python{version}.cdx.json"
            bill.write_text(json.dumps(bill_of_materials(rows, version), indent=1) + "\n", "utf-8")
    print(*sorted(path.name for path in (ROOT / "dist").iterdir()), sep="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
