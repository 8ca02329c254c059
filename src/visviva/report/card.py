"""A picture of claim and verdict to go with a post: 1200 by 630 pixels, in the three languages.

Text is measured as it will be drawn: a long claim is wrapped, then made smaller, and cut with an
ellipsis at the smallest size that can still be read.

Limits: letters come from the fonts of the machine; without one that has Korean, a card with Korean
text is refused rather than drawn as boxes.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from visviva.assessment.answer import Assessment
from visviva.errors import InputError, MissingExtraError
from visviva.export.files import atomic_write, check_writable
from visviva.plot.fonts import families_for
from visviva.report.localize import localize
from visviva.report.view import Page

WIDTH, HEIGHT, DPI = 1200, 630, 100
#: Room left and right of the text, px.
SIDE = 64
INK, SOFT, PAPER = "#1b1f24", "#59616b", "#fcfcfa"
#: Colour of a verdict's word and of the field behind it, as on the page.
COLOURS = {
    "yes": ("#1b7345", "#e5f2ea"),
    "marginal": ("#8a5a00", "#faf0da"),
    "no": ("#b3261e", "#fbe9e7"),
    "unknown": ("#4a5568", "#eaedf1"),
}


def ensure_card(path: Path | str, lang: str = "en") -> None:
    """Refuse a card that cannot be drawn, before the work.

    Raises
    ------
    InputError
        If it is no `.png`, or cannot be written.
    MissingExtraError
        If matplotlib is missing, or no font has the letters of the language.
    """
    if Path(path).suffix.lower() != ".png":
        raise InputError("a card is a .png", advice="name it so", place=str(path))
    check_writable(path)
    try:
        import matplotlib  # noqa: F401
    except ImportError as err:
        raise MissingExtraError(
            "a card needs matplotlib", advice='pip install "visviva[plot]"'
        ) from err
    families_for("가" if lang == "ko" else "")


def write_card(path: Path | str, assessment: Assessment, lang: str = "en") -> None:
    """Draw claim, verdict, probability, the number that decides and who said it.

    Parameters
    ----------
    path : path-like
        A `.png`.
    assessment : Assessment
    lang : {"en", "fr", "ko"}

    Raises
    ------
    InputError, MissingExtraError
        As `ensure_card`.
    """
    ensure_card(path, lang)
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    page = localize(assessment, lang, pictures=False)
    texts = (page.claim.text, page.said, page.sentence.text, page.word, page.name)
    with rc_context({"font.family": families_for("".join(texts)), "text.usetex": False}):
        figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=PAPER)
        canvas: Any = FigureCanvasAgg(figure)
        _draw(_Pen(figure, canvas.get_renderer()), page)
        with atomic_write(path, "wb") as stream:
            canvas.print_png(stream, metadata={"Software": "visviva", "Title": page.claim.text})


@dataclass(frozen=True, slots=True)
class _Pen:
    """Places text by pixels from the upper left corner and tells how much room it took."""

    figure: Any
    renderer: Any

    def text(self, x: float, y: float, words: str, size: float, **look: Any) -> float:
        """Draw one line with its top at `y`; the width, px. A dollar sign stays one."""
        drawn = self.figure.text(
            x / WIDTH,
            1.0 - y / HEIGHT,
            words,
            fontsize=size * 72 / DPI,
            va="top",
            parse_math=False,
            **{"color": INK, **look},
        )
        return float(drawn.get_window_extent(self.renderer).width)

    def width(self, words: str, size: float, weight: str = "normal") -> float:
        """How wide a text would be, px."""
        drawn = self.figure.text(0, 0, words, fontsize=size * 72 / DPI, weight=weight)
        drawn.set_parse_math(False)
        width = float(drawn.get_window_extent(self.renderer).width)
        drawn.remove()
        return width

    def block(
        self, x: float, y: float, words: str, *, room: tuple[float, int], sizes: Any, **look: Any
    ) -> float:
        """Wrapped text in the largest of `sizes` that fits; `room` is width, px, and lines.

        The end of the block, px from above.
        """
        width, most = room
        weight = look.get("weight", "normal")
        for size in sizes:
            lines = self.wrapped(words, size, width, weight)
            if len(lines) <= most:
                break
        else:
            lines = lines[:most]
            while lines[-1] and self.width(lines[-1] + "…", size, weight) > width:
                lines[-1] = lines[-1][:-1]
            lines[-1] = lines[-1].rstrip() + "…"
        for k, line in enumerate(lines):
            self.text(x, y + k * 1.28 * size, line, size, **look)
        return float(y + len(lines) * 1.28 * size)

    def wrapped(self, words: str, size: float, width: float, weight: str) -> list[str]:
        """Lines no wider than `width`; a word that is wider is cut."""
        lines, line = [], ""
        for whole in words.split():
            word = whole
            while self.width(word, size, weight) > width:
                keep = len(word) - 1
                while keep > 1 and self.width(word[:keep], size, weight) > width:
                    keep = int(keep * 0.9)
                lines += [line, word[:keep]] if line else [word[:keep]]
                line, word = "", word[keep:]
            tried = f"{line} {word}".strip()
            if line and self.width(tried, size, weight) > width:
                lines.append(line)
                tried = word
            line = tried
        return [*lines, line] if line else lines


def _draw(pen: _Pen, page: Page) -> None:
    from matplotlib.patches import Rectangle

    colour, wash = COLOURS[page.verdict]
    wide = WIDTH - 2 * SIDE
    pen.text(SIDE, 40, "visviva", 22, weight="bold")
    pen.text(WIDTH - SIDE, 40, page.name, 22, color=SOFT, ha="right")
    end = pen.block(
        SIDE, 92, page.claim.text, room=(wide, 3), sizes=(46, 42, 38, 34, 30), weight="bold"
    )
    pen.block(SIDE, end + 10, page.said, room=(wide, 1), sizes=(22, 20, 18), color=SOFT)
    top = 318
    pen.figure.add_artist(
        Rectangle((0, 60 / HEIGHT), 1.0, 1 - (top + 60) / HEIGHT, color=wash, zorder=-1)
    )
    used = pen.text(SIDE, top + 26, page.word, 62, color=colour, weight="bold")
    left = SIDE + max(used, 150) + 48
    right = WIDTH - SIDE - left
    pen.text(left, top + 26, page.t("probability.label"), 20, color=SOFT)
    pen.text(left, top + 54, page.probability, 34, color=colour, weight="bold")
    sentence = page.sentence.text or page.general
    pen.block(SIDE, top + 120, sentence, room=(wide, 3), sizes=(26, 24, 22, 20))
    if page.deciding and (page.margin or page.deciding.value):
        label = page.t("deciding.margin" if page.margin else "deciding.value")
        number = page.margin or page.deciding.value
        taken = pen.width(page.t("probability.label"), 20)
        half = left + max(taken + 40, right / 2)
        pen.text(half, top + 26, label, 20, color=SOFT)
        room = (WIDTH - SIDE - half, 1)
        pen.block(half, top + 54, number, room=room, sizes=(34, 30, 26, 22), weight="bold")
    foot = page.t("footer.made", version=_version()).strip()
    pen.block(SIDE, HEIGHT - 42, foot, room=(wide, 1), sizes=(18, 16, 14), color=SOFT)


def _version() -> str:
    import visviva

    return visviva.__version__
