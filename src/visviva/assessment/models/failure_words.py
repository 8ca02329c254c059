"""Names of what falls, in every language; a stage keeps the name that its launcher's fact gives."""

from visviva.core.message import speaker

TEXTS = {
    "en": {
        "stack": "stack",
        "unlit stack": "unlit stack",
        "stack with its spent stage": "stack with its spent stage",
        "last stage": "last stage",
        "fairing": "fairing",
        "fragments: panels": "fragments (panels)",
        "fragments: structure": "fragments (structure)",
        "fragments: engines": "fragments (engines)",
        "first": "first stage",
        "second": "second stage",
        "third": "third stage",
    },
    "fr": {
        "stack": "ensemble",
        "unlit stack": "ensemble non allumé",
        "stack with its spent stage": "ensemble avec son étage vide",
        "last stage": "dernier étage",
        "fairing": "coiffe",
        "fragments: panels": "fragments (panneaux)",
        "fragments: structure": "fragments (structure)",
        "fragments: engines": "fragments (moteurs)",
        "first": "premier étage",
        "second": "deuxième étage",
        "third": "troisième étage",
    },
    "ko": {
        "stack": "발사체 상부",
        "unlit stack": "점화되지 않은 상부",
        "stack with its spent stage": "빈 단이 붙은 상부",
        "last stage": "마지막 단",
        "fairing": "덮개",
        "fragments: panels": "파편(외판)",
        "fragments: structure": "파편(구조물)",
        "fragments: engines": "파편(엔진)",
        "first": "1단",
        "second": "2단",
        "third": "3단",
    },
}
say = speaker(TEXTS)


def item_words(name: str) -> str:
    """The name of a piece as a message, where it is one of these."""
    return say(name) if name in TEXTS["en"] else name
