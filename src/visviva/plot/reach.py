"""Which pad and launcher carry a ship to a station: margins of every pair, side by side."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from visviva.plot.launch import BLUE, RED, new_picture, save_picture

#: Rows that a picture shows.
MOST: Final = 60
GREY: Final = "0.55"
#: Colour of a verdict.
COLOURS: Final = {"yes": BLUE, "no": RED, "marginal": "#c07f1a"}
#: Margins beyond it end in an arrow, m/s.
WIDEST: Final = 4000.0


def draw_reach(rows: Sequence[Mapping[str, Any]], path: Path, *, lang: str = "en") -> None:
    """One bar a row of `reach_rows`: velocity left or missing, the turn's price beside.

    Parameters
    ----------
    rows : sequence of mapping
        Keys `site`, `vehicle`, `spacecraft`, `station`, `margin_m_s`, `turn_cost_m_s`, `verdict`.
    path : Path
        Its suffix picks the format.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    shown = list(rows)[:MOST]
    figure, axis = new_picture(1, 1, (9.5, 1.7 + 0.27 * len(shown)), path)
    for line, row in enumerate(shown):
        margin = float(row["margin_m_s"])
        colour = COLOURS.get(row["verdict"], GREY)
        axis.barh(line, max(-WIDEST, min(WIDEST, margin)), color=colour, height=0.65)
        text = f" {margin:+,.0f}".replace("-", "−")
        if row["turn_cost_m_s"]:
            text += f" (turn {row['turn_cost_m_s']:,.0f})"
        left = max(-WIDEST, min(WIDEST, margin)) < 0
        place = (0.0 if left else min(WIDEST, margin), line)
        axis.annotate(text, place, va="center", ha="left", fontsize=7.5)
    names = [f"{r['site']}, {r['vehicle']}, {r['spacecraft']} → {r['station']}" for r in shown]
    axis.set_yticks(range(len(shown)), names, fontsize=7.5)
    axis.set_ylim(len(shown) - 0.4, -0.6)
    axis.axvline(0.0, color="0.2", lw=0.9)
    axis.set_xlim(-1.05 * WIDEST, 1.35 * WIDEST)
    axis.set_xlabel("velocity left over (+) or missing (−), m/s, the turn paid")
    axis.grid(axis="x", color="0.88", lw=0.5)
    axis.set_axisbelow(True)
    more = f", the first {MOST} of {len(rows)} drawn" if len(rows) > MOST else ""
    axis.set_title(
        f"Pad, launcher and ship to a station, by the velocity budget{more}", fontsize=10
    )
    for verdict, colour in COLOURS.items():
        axis.barh(0, 0, color=colour, label=verdict)
    axis.legend(loc="lower right", fontsize=8)
    save_picture(figure, path, lang)
