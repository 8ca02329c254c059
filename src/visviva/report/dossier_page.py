"""The page of a dossier: what `visviva.analysis.dossier` found, laid out with pictures.

Nothing is computed here. The page is in English.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

import visviva
from visviva.analysis.dossier import Dossier, speed_text
from visviva.core.arrays import Array
from visviva.core.time import DAY_S
from visviva.report.figures.time_chart import Chart, Series, clock_text, time_chart
from visviva.report.localize import NARROW, WIDE
from visviva.report.page import environment
from visviva.track.decay.forecast import Decay

SHOWN_BURNS: Final = 40


def pictures(dossier: Dossier, width: float) -> dict[str, Chart | None]:
    """Charts of one width: heights with burns, node, closure, decay."""
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
            title="Perigee and apogee height over time, with burns",
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
            title="Mean local solar time of the ascending node",
            unit="local time",
        )
        if found.repeat is not None:
            out["closure"] = time_chart(
                start,
                [Series(days, dossier.closure / 1e3, "closure")],
                width=width,
                height=210.0,
                marks=burns,
                reach=(0.0, 0.0),
                title="By how much the ground track misses itself after one cycle",
                unit="km east",
            )
    if dossier.decay is not None:
        out["decay"] = _decay_chart(dossier.decay, width)
    return out


def _decay_chart(d: Decay, width: float) -> Chart | None:
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
        title="Share of the forecasts that have come down, by date",
        unit="% down",
    )


def _unwrapped(hours: Array) -> Array:
    """Hours of a clock about their median, without jumps over midnight."""
    x = np.exp(1j * hours * np.pi / 12.0)
    middle = float(np.angle(np.median(x.real) + 1j * np.median(x.imag))) * 12.0 / np.pi % 24.0
    out: Array = middle + np.mod(hours - middle + 12.0, 24.0) - 12.0
    return out


@dataclass(frozen=True, slots=True)
class BurnRow:
    """A burn ready to be shown."""

    time: str
    spread: str
    size: str
    interval: str
    parts: str
    purpose: str
    confidence: str


def _spread(seconds: float) -> str:
    return f"± {seconds / 3600.0:.1f} h" if seconds < 2 * DAY_S else f"± {seconds / DAY_S:.1f} d"


def burn_rows(dossier: Dossier) -> list[BurnRow]:
    """The largest burns in order of time."""
    burns = sorted(dossier.maneuvers or (), key=lambda m: -m.size * m.confidence)[:SHOWN_BURNS]
    return [
        BurnRow(
            m.time.iso(0)[:16].replace("T", " "),
            _spread(float(m.latest - m.earliest) / 2.0),
            speed_text(m.size, 3),
            " to ".join(speed_text(v, 3) for v in m.size_interval),
            " / ".join(f"{v:+.3f}".replace("-", "−") for v in m.delta_v),
            m.purpose,
            f"{100 * m.confidence:.0f} %",
        )
        for m in sorted(burns, key=lambda m: float(m.time - dossier.history.epoch[0]))
    ]


def render_dossier(
    dossier: Dossier, *, source: str = "", fingerprint: str = "", reproduce: str = ""
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
    """
    shown: dict[str, Any] = {
        "d": dossier,
        "h": dossier.history,
        "version": visviva.__version__,
        "sentence": dossier.summary,
        "wide": pictures(dossier, WIDE),
        "narrow": pictures(dossier, NARROW),
        "burns": burn_rows(dossier),
        "sure": len(dossier.sure_burns),
        "clock": clock_text,
        "degrees": lambda x: float(np.degrees(x)),
        "span_days": float(dossier.history.days[-1]),
        "beyond": float(np.mean(~np.isfinite(dossier.decay.days)))
        if dossier.decay is not None
        else 0.0,
        "reasons": {p.part: p.reason for p in dossier.open},
        "source": source,
        "fingerprint": fingerprint,
        "reproduce": reproduce,
    }
    return environment().get_template("dossier.html.j2").render(**shown)
