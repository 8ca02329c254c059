"""What happens on the way up, in every language; a stage keeps the name that its fact gives."""

from visviva.assessment.models.failure_words import item_words
from visviva.core.message import speaker

TEXTS = {
    "en": {
        "lift-off": "lift-off",
        "pitch-over": "pitch-over",
        "fairing": "fairing leaves",
        "insertion": "insertion",
        "burn-out": "{stage}: burn-out",
        "ignition": "{stage}: ignition",
        "cut-off": "{stage}: cut-off",
    },
    "fr": {
        "lift-off": "décollage",
        "pitch-over": "basculement",
        "fairing": "largage de la coiffe",
        "insertion": "injection en orbite",
        "burn-out": "{stage}\u00a0: fin de combustion",
        "ignition": "{stage}\u00a0: allumage",
        "cut-off": "{stage}\u00a0: extinction",
    },
    "ko": {
        "lift-off": "이륙",
        "pitch-over": "자세 기울임",
        "fairing": "덮개 분리",
        "insertion": "궤도 투입",
        "burn-out": "{stage}: 연소 종료",
        "ignition": "{stage}: 점화",
        "cut-off": "{stage}: 연소 정지",
    },
}
say = speaker(TEXTS)


def event_words(name: str) -> str:
    """The name of an event as a message, where it is one of these.

    Examples
    --------
    >>> event_words("first burn-out").localize("ko")
    '1단: 연소 종료'
    """
    if name.endswith(" burn-out"):
        return say("burn-out", stage=item_words(name.removesuffix(" burn-out")))
    for kind in ("ignition", "cut-off"):
        if name.startswith(f"{kind}, "):
            return say(kind, stage=item_words(name.removeprefix(f"{kind}, ")))
    return say(name) if name in TEXTS["en"] else name
