"""The page of a dossier: what `visviva.analysis.dossier` found, laid out with pictures.

Nothing is computed here; the words are of three languages (`visviva.report.messages`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np

import visviva
from visviva.analysis.dossier import Dossier
from visviva.analysis.dossier_sentences import speed_text
from visviva.core.arrays import Array
from visviva.core.message import localize
from visviva.core.numerals import number
from visviva.core.time import DAY_S
from visviva.report.figures.time_chart import Chart, Series, clock_text, time_chart
from visviva.report.localize import NARROW, WIDE
from visviva.report.messages import Catalogue, catalogue
from visviva.report.page import environment
from visviva.track.decay.forecast import Decay

SHOWN_BURNS: Final = 40
#: What a line of Markdown says of a burn.
_OF_A_BURN: Final = frozenset(
    {
        "time_utc",
        "interval_90_utc",
        "delta_v_m_s",
        "interval_90_delta_v_m_s",
        "radial_m_s",
        "in_track_m_s",
        "cross_track_m_s",
        "confidence",
    }
)


def pictures(dossier: Dossier, width: float, lang: str = "en") -> dict[str, Chart | None]:
    """Charts of one width: heights with burns, node, closure, decay."""
    t = catalogue(lang)
    h, found = dossier.history, dossier.identity
    start = h.epoch[0]
    burns = [
        (
            float(m.time - start) / DAY_S,
            m.purpose.replace(" ", "-"),
            f"{m.time.iso(0)[:16]}Z {speed_text(m.size)} m/s",
        )
        for m in dossier.sure_burns
    ]
    out: dict[str, Chart | None] = dict.fromkeys(("heights", "node", "closure", "decay"))
    if found is not None:
        days, perigee, apogee = found.heights.T
        out["heights"] = time_chart(
            start,
            [Series(days, apogee / 1e3, "apogee"), Series(days, perigee / 1e3, "perigee")],
            width=width,
            title=t("dossier.chart.heights"),
            unit="km",
            marks=burns,
        )
        local = _unwrapped(found.local_times) if found.sun_synchronous else found.local_times
        out["node"] = time_chart(
            start,
            [Series(days, local, "node", found.sun_synchronous)],
            width=width,
            clock=True,
            height=210.0,
            title=t("dossier.chart.node"),
            unit=t("dossier.chart.node_unit"),
        )
        if found.repeat is not None:
            out["closure"] = time_chart(
                start,
                [Series(days, dossier.closure / 1e3, "closure")],
                width=width,
                height=210.0,
                marks=burns,
                reach=(0.0, 0.0),
                title=t("dossier.chart.closure"),
                unit=t("dossier.chart.closure_unit"),
            )
    if dossier.decay is not None:
        out["decay"] = _decay_chart(dossier.decay, width, t)
    return out


def _decay_chart(d: Decay, width: float, t: Catalogue) -> Chart | None:
    """Share of the forecasts that are down, over time; the 90 % interval as a band."""
    days = np.sort(d.days[np.isfinite(d.days)])
    if days.size < 0.05 * d.days.size:
        return None
    share = 100.0 * np.arange(1, days.size + 1) / d.days.size
    begin = min(0.0, float(days[0]) * 1.03 - 0.1)
    end = max(0.0, float(days[-1])) * 1.03 + 0.1
    ends = [float(np.quantile(d.days, q, method="nearest")) for q in (0.05, 0.5, 0.95)]
    x = np.concatenate([[begin], np.repeat(days, 2), [end]])
    y = np.concatenate([[0.0], np.repeat(np.concatenate([[0.0], share]), 2)[1:-1], [share[-1]]])
    band = (ends[0], min(ends[2], end))
    marks = [(ends[1], "median", "median")] if np.isfinite(ends[1]) else []
    return time_chart(
        d.as_of,
        [Series(x, y, "share")],
        width=width,
        height=210.0,
        marks=marks,
        band=band,
        span=(begin, end),
        reach=(0.0, 100.0),
        title=t("dossier.chart.decay"),
        unit=t("dossier.chart.decay_unit"),
    )


def _unwrapped(hours: Array) -> Array:
    """Hours of a clock about their median, without jumps over midnight."""
    x = np.exp(1j * hours * np.pi / 12.0)
    middle = float(np.angle(np.median(x.real) + 1j * np.median(x.imag))) * 12.0 / np.pi % 24.0
    out: Array = middle + np.mod(hours - middle + 12.0, 24.0) - 12.0
    return out


def _signed(value: float, decimals: int, lang: str) -> str:
    """A number with its sign, in the manner of a language."""
    text = number(value, lang, decimals=decimals)
    return text if value < 0.0 else f"+{text}"


@dataclass(frozen=True, slots=True)
class BurnRow:
    """A burn ready to be shown."""

    time: str
    spread: str
    size: str
    interval: tuple[str, str]
    parts: str
    purpose: str
    confidence: str


def _spread(seconds: float, lang: str) -> str:
    unit, size = ("h", 3600.0) if seconds < 2 * DAY_S else ("d", DAY_S)
    return f"± {number(seconds / size, lang, decimals=1)} {catalogue(lang).unit(unit)}"


def burn_rows(dossier: Dossier, lang: str = "en") -> list[BurnRow]:
    """The largest burns in order of time."""
    burns = sorted(dossier.maneuvers or (), key=lambda m: -m.size * m.confidence)[:SHOWN_BURNS]
    return [
        BurnRow(
            m.time.iso(0)[:16].replace("T", " "),
            _spread(float(m.latest - m.earliest) / 2.0, lang),
            speed_text(m.size, 3, lang),
            (speed_text(m.size_interval[0], 3, lang), speed_text(m.size_interval[1], 3, lang)),
            " / ".join(_signed(v, 3, lang) for v in m.delta_v),
            m.purpose,
            f"{100 * m.confidence:.0f} %",
        )
        for m in sorted(burns, key=lambda m: float(m.time - dossier.history.epoch[0]))
    ]


def render_dossier(
    dossier: Dossier,
    *,
    source: str = "",
    fingerprint: str = "",
    reproduce: str = "",
    lang: str = "en",
) -> str:
    """The page as HTML text: one document, inline style and pictures, nothing loaded, no script.

    Parameters
    ----------
    dossier : Dossier
    source : str
        File that the sets were read from.
    fingerprint : str
        SHA-256 of that file, so that a reader knows it is the same.
    reproduce : str
        The command that makes the page again.
    lang : {"en", "fr", "ko"}
    """
    shown: dict[str, Any] = {
        "d": dossier,
        "h": dossier.history,
        "version": visviva.__version__,
        "t": catalogue(lang),
        "lang": lang,
        "said": partial(localize, lang=lang),
        "n": lambda value, decimals: number(value, lang, decimals=decimals),
        "number": lambda value: number(value, lang),
        "signed": lambda value, decimals: _signed(value, decimals, lang),
        "day": lambda moment: moment.iso(0)[:10],
        "sentence": dossier.summary.localize(lang),
        "wide": pictures(dossier, WIDE, lang),
        "narrow": pictures(dossier, NARROW, lang),
        "burns": burn_rows(dossier, lang),
        "sure": len(dossier.sure_burns),
        "clock": clock_text,
        "degrees": lambda x: float(np.degrees(x)),
        "span_days": float(dossier.history.days[-1]),
        "beyond": float(np.mean(~np.isfinite(dossier.decay.days)))
        if dossier.decay is not None
        else 0.0,
        "reasons": {p.part: localize(p.sentence or p.reason, lang) for p in dossier.open},
        "source": source,
        "fingerprint": fingerprint,
        "reproduce": reproduce,
    }
    return environment().get_template("dossier.html.j2").render(**shown)


def shown(payload: Mapping[str, Any], lang: str = "en") -> dict[str, Any]:
    """The JSON of a dossier as its Markdown shows it: without what only programs read."""
    t = catalogue(lang)
    out = {key: value for key, value in payload.items() if key != "stands_on"}
    out["maneuvers"] = [
        {key: value for key, value in row.items() if key in _OF_A_BURN}
        | {"purpose": t(f"dossier.purpose.{row['purpose']}")}
        for row in payload["maneuvers"]
    ]
    return out
