"""Build wheel and sdist, and try the wheel away from the tree on every Python that is found.

`python scripts/try_release.py` (or `make release`); says which Pythons were not found.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("python3.11", "python3.12", "python3.13")
TRIES = (
    ["--version"],
    ["studies", "--quick", "--json"],
    ["assess", "soyuz-tiangong", "--quick", "--report", "page.html"],
)


def run(words: list[str], where: Path) -> bool:
    """Whether a program ends well."""
    done = subprocess.run(words, cwd=where, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  failed: {' '.join(words[-4:])}: {done.stderr.strip()[-300:]}", file=sys.stderr)
    return done.returncode == 0


def tried(python: str, wheel: Path) -> bool:
    """Whether the wheel installs and answers on one Python."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if not run([python, "-m", "venv", "v"], home):
            return False
        inner = str(home / "v" / "bin" / "python")
        if not run([inner, "-m", "pip", "install", "--quiet", str(wheel)], home):
            return False
        return all(run([inner, "-m", "visviva", *words], home) for words in TRIES)


def main() -> int:
    """Build, try, and say what was tried where."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    tool = [sys.executable, "-m", "pip", "install", "--quiet", "build"]
    if not (run(tool, ROOT) and run([sys.executable, "-m", "build", "--outdir", "dist"], ROOT)):
        return 1
    (wheel,) = (ROOT / "dist").glob("*.whl")
    bad = 0
    for name in PYTHONS:
        python = shutil.which(name)
        if python is None:
            print(f"{name}: not found here, not tried")
            continue
        good = tried(python, wheel)
        bad += not good
        print(f"{name}: {'answers' if good else 'FAILED'}")
    print(*sorted(path.name for path in (ROOT / "dist").iterdir()), sep="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
