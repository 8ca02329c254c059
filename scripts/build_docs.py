"""Build the manual with its reference into site/, and close it: no page asks another address.

`python scripts/build_docs.py` (or `make docs`); needs the extra `docs`. The theme's scripts know
addresses of parts that our pages do not use (diagrams, a Python in the browser); they are blanked,
so that a page can be read where no network is, and tells no one that it was.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
_FETCHED = re.compile(r"https?://(?:unpkg\.com|cdn\.|fonts\.)[^\"'`\s)]*")
_ASKED = re.compile(r"<(?:script|link|img|iframe|source)[^>]+(?:src|href)=[\"']?(https?:)?//[^>]*>")


def close(site: Path) -> int:
    """Blank the addresses from which the theme's scripts would fetch; return how many."""
    count = 0
    for path in [*site.rglob("*.js"), *site.rglob("*.css")]:
        text, found = _FETCHED.subn("", path.read_text(encoding="utf-8"))
        count += found
        if found:
            path.write_text(text, encoding="utf-8")
    return count


def outside(site: Path) -> list[str]:
    """What a page would still fetch from elsewhere."""
    left = []
    for path in site.rglob("*.html"):
        left += [f"{path.name}: {m[0][:120]}" for m in _ASKED.finditer(path.read_text("utf-8"))]
    for path in [*site.rglob("*.js"), *site.rglob("*.css")]:
        left += [f"{path.name}: {m[0][:120]}" for m in _FETCHED.finditer(path.read_text("utf-8"))]
    return left


def main() -> int:
    """Build, close, check."""
    build = [sys.executable, "-m", "zensical", "build", "--clean"]
    if code := subprocess.run(build, cwd=ROOT, check=False).returncode:
        return code
    close(SITE)
    if left := outside(SITE):
        print("asks another address:", *left, sep="\n  ", file=sys.stderr)
        return 1
    print(f"{SITE / 'index.html'}: {len(list(SITE.rglob('*.html')))} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
