"""Where a line may be broken: never at a no-break space, nor between a figure and its unit.

What folds text (`textwrap`, rich) takes ordinary white space for a place to break, rich no-break
spaces as well: `hidden` gives both a private sign of the same width, `shown` takes it back.
"""

import re
from typing import Final

#: No-break space, narrow no-break space and figure space.
_SPACES: Final = "\u00a0\u202f\u2007"
_HIDE: Final = str.maketrans(_SPACES, "\ue0a0\ue0af\ue0a7")
_SHOW: Final = str.maketrans("\ue0a0\ue0af\ue0a7\ue0a2", _SPACES + " ")
_UNIT: Final = re.compile(
    r"(?<=\d) (?=(?:km/h|km/s|m/s|km²|km|kg|kN|min|m|s|h|d|j|t|g|%)(?![\w/]))"
)


def hidden(text: str) -> str:
    r"""A text whose unbreakable spaces are no white space.

    Examples
    --------
    >>> hidden("it has 262 m/s left").split()
    ['it', 'has', '262\ue0a2m/s', 'left']
    """
    return _UNIT.sub("\ue0a2", text.translate(_HIDE))


def shown(text: str) -> str:
    """What `hidden` was given.

    >>> shown(hidden("262 m/s"))
    '262 m/s'
    """
    return text.translate(_SHOW)
