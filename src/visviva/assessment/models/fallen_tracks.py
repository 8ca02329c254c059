"""Areas of what falls, for the map: an outline for each piece, whichever check computed them."""

from visviva.analysis.failure import FallenResult
from visviva.assessment.answer import GroundTrack
from visviva.assessment.models.failure_words import item_words
from visviva.core.message import speaker

#: Share of the falls inside the outline that a map shows, as 14 CFR 450.133 asks of ship areas.
SHARE = 0.97
TEXTS = {
    "en": {"area": "{item}, 97 % of the falls"},
    "fr": {"area": "{item}, 97 % des chutes"},
    "ko": {"area": "{item}, 낙하의 97 %"},
}
say = speaker(TEXTS)


def fallen_tracks(result: FallenResult) -> tuple[GroundTrack, ...]:
    """Outline of the area that holds 97 % of the falls of each piece."""
    return tuple(
        GroundTrack(
            say("area", item=item_words(item.name)),
            "area",
            tuple(lon for _, lon in area.polygon),
            tuple(lat for lat, _ in area.polygon),
        )
        for item in result.items
        for area in item.areas
        if area.probability == SHARE
    )
