"""Which tests run on one worker: those that share what is dear to make.

A unit is what `make test` hands to a worker: the whole of a file of `WHOLE`, else one test function
with all its parameters. Units with many tests go first, so that the workers end together.
"""

from pathlib import PurePosixPath
from typing import Any

#: Files whose tests share a server, a browser, an ascent or answers.
WHOLE = {
    "test_article.py",
    "test_article_before_reading.py",
    "test_dispersion.py",
    "test_fallen_pieces.py",
    "test_imaging_studies.py",
    "test_lunar_transfer.py",
    "test_pages_in_every_language.py",
    "test_report_evidence.py",
    "test_web_page.py",
}


def unit_of(nodeid: str) -> str:
    """The unit that a test belongs to.

    Examples
    --------
    >>> unit_of("tests/unit/test_time.py::test_a_day[1-2]")
    'tests/unit/test_time.py::test_a_day'
    >>> unit_of("tests/e2e/test_web_page.py::test_the_first_page[fr]")
    'tests/e2e/test_web_page.py'
    """
    file, _, test = nodeid.partition("::")
    return file if PurePosixPath(file).name in WHOLE else f"{file}::{test.partition('[')[0]}"


def scheduler(config: Any, log: Any) -> Any:
    """A scheduler of pytest-xdist that hands out these units."""
    from xdist.scheduler import LoadScopeScheduling

    class Units(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return unit_of(nodeid)

    return Units(config, log)
