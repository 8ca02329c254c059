"""How a time that was not written out is understood."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {"read-as": "{option} {given} is read as {utc}", "is": "{option} {given} is {utc}"},
    "fr": {"read-as": "{option} {given} est lu comme {utc}", "is": "{option} {given} est {utc}"},
    "ko": {"read-as": "{option} {given}: {utc}로 읽음", "is": "{option} {given}: {utc}"},
}
understood = speaker(TEXTS)
