"""What a run of the tests left out and why, in one line."""

from collections import Counter
from collections.abc import Iterable

#: Why tests are skipped, by a word of the reason that they give; the first that fits counts.
KINDS = (
    (
        ("shared data", "shared/data", "/shared/", "VISVIVA_SHARED"),
        "want real data beside the repository (../shared/data, or VISVIVA_SHARED)",
    ),
    (("could not import", "extra", "not installed"), "want a package of another extra"),
    (("browser", "chromium", "built"), "want a browser or the built page (make web)"),
)


def skip_line(reasons: Iterable[str], folder: str) -> str | None:
    """One line that counts skipped tests by why; None where nothing was skipped.

    Parameters
    ----------
    reasons : iterable of str
        As each test said it.
    folder : str
        Where the real data are looked for.

    Examples
    --------
    >>> skip_line(["too slow", "could not import 'x'", "too slow"], "/a")
    'skipped 3: 2 too slow, 1 want a package of another extra'
    >>> skip_line([], "/a") is None
    True
    """
    counts = Counter(_kind(reason, folder) for reason in reasons)
    if not counts:
        return None
    parts = [f"{count} {kind}" for kind, count in counts.most_common()]
    return f"skipped {counts.total()}: {', '.join(parts)}"


def _kind(reason: str, folder: str) -> str:
    reason = reason.removeprefix("Skipped: ")
    if folder in reason:
        return KINDS[0][1]
    for words, kind in KINDS:
        if any(word in reason for word in words):
            return kind
    return " ".join(reason.split())[:80]
