"""The answer page in a real browser.

Nothing wider than the screen, no label outside its picture or on another.
"""

import base64
import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from unit.report_cases import bare, orbit_track, place, soyuz_tiangong
from visviva.core.message import LANGUAGES
from visviva.core.uncertain import Interval
from visviva.report.page import render_page

BROWSER = next(
    (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")

# The page itself runs no script; a page around it holds it in a frame of a given width and measures
# it.
AROUND = """<!DOCTYPE html><meta charset="utf-8"><body>
<iframe id="f" style="width:WIDTHpx;height:900px;border:0"></iframe>
<script>
const bytes = Uint8Array.from(atob("PAGE"), c => c.charCodeAt(0));
const f = document.getElementById("f");
f.onload = () => {
  const d = f.contentDocument, out = { wide: [], outside: [], over: [], scripts: d.scripts.length };
  out.width = d.documentElement.scrollWidth;
  for (const e of d.querySelectorAll("main *")) {
    const b = e.getBoundingClientRect();
    if (b.width && b.right > WIDTH + 1 && !e.closest(".scroll") && !e.closest("svg"))
      out.wide.push(e.tagName + ": " + e.textContent.slice(0, 40));
  }
  for (const s of d.querySelectorAll("main svg")) {
    const box = s.getBoundingClientRect(), seen = [];
    if (!box.width) continue;
    for (const t of s.querySelectorAll("text")) {
      const b = t.getBoundingClientRect();
      if (b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 1
          || b.bottom > box.bottom + 1)
        out.outside.push(t.textContent);
      for (const [o, text] of seen)
        if (Math.min(b.right, o.right) - Math.max(b.left, o.left) > 1
            && Math.min(b.bottom, o.bottom) - Math.max(b.top, o.top) > 4)
          out.over.push(text + " / " + t.textContent);
      seen.push([b, t.textContent]);
    }
  }
  document.title = "done";
  const text = btoa(unescape(encodeURIComponent(JSON.stringify(out))));
  document.body.innerHTML = "<pre id='r'>" + text + "</pre>";
};
f.srcdoc = new TextDecoder().decode(bytes);
</script>"""


def measured(html: str, width: int, folder: Path) -> dict[str, Any]:
    around = folder / "around.html"
    page = base64.b64encode(html.encode()).decode()
    around.write_text(AROUND.replace("WIDTH", str(width)).replace("PAGE", page), encoding="utf-8")
    command = [
        str(BROWSER),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        f"--user-data-dir={folder / 'profile'}",
        "--window-size=1400,1000",
        "--virtual-time-budget=5000",
        "--dump-dom",
        around.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = re.search(r'<pre id="r">([^<]+)</pre>', done.stdout)
    assert found, done.stderr[-2000:]
    result: dict[str, Any] = json.loads(base64.b64decode(found.group(1)))
    return result


@cache
def page(lang: str) -> str:
    return render_page(soyuz_tiangong(), lang=lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_fits_the_screen_and_labels_stay_apart(
    lang: str, width: int, tmp_path: Path
) -> None:
    found = measured(page(lang), width, tmp_path)
    assert found["scripts"] == 0
    assert found["width"] <= width
    assert found["wide"] == []
    assert found["outside"] == []
    assert found["over"] == []


@pytest.mark.parametrize("mean", [0.02, -0.02, 4.0])
def test_labels_stay_apart_wherever_the_limit_lies(mean: float, tmp_path: Path) -> None:
    samples = np.random.default_rng(2).normal(mean, 0.3, 400)
    case = soyuz_tiangong(
        verdict="marginal",
        margin=mean,
        margin_interval_90=Interval.of_samples(samples),
        margin_samples=tuple(samples),
        claim="Longword" * 20,
        tracks=(orbit_track("polar orbit", "orbit", 97.4, 3.0),),
        places=(
            place("Sohae", 39.66, 124.71),
            place("Naro", 34.43, 127.54),
            place("Tonghae", 40.86, 129.67),
            place("Mahia", -39.26, 177.86),
        ),
    )
    found = measured(render_page(case, lang="fr"), 360, tmp_path)
    assert found["width"] <= 360
    assert (found["wide"], found["outside"], found["over"]) == ([], [], [])


def test_a_bare_page_fits_a_telephone(tmp_path: Path) -> None:
    assert measured(render_page(bare()), 360, tmp_path)["width"] <= 360
