"""What the reading of a history says about it, in words."""

from visviva.core.message import Message, speaker

TEXTS = {
    "en": {
        "set.one": "{count} set",
        "set.many": "{count} sets",
        "unsorted": "epochs are not in order; the sets were sorted",
        "strays": "{sets} of other objects ({others}) set aside",
        "jump": "the plane jumps on {date}: another object under this number? {sets} left out",
        "low": "{sets} left out for lying wholly under {height} km, where nothing stays in orbit",
        "odd": "{sets} left out for contradicting both neighbours",
        "gap": "no set from {first} to {last} ({days} days): what happened in between is known "
        "only by its sum",
        "gap.more": "no set from {first} to {last} ({days} days) and {more} more gaps of over "
        "{long} days: what happened in between is known only by its sum",
    },
    "fr": {
        "set.one": "{count} jeu",
        "set.many": "{count} jeux",
        "unsorted": "les époques ne sont pas en ordre\u202f; les jeux ont été triés",
        "strays": "{sets} d’autres objets ({others}) mis de côté",
        "jump": "le plan saute le {date}\u00a0: un autre objet sous ce numéro\u202f? {sets} "
        "écarté(s)",
        "low": "{sets} écarté(s)\u00a0: entièrement sous {height} km, où rien ne reste en orbite",
        "odd": "{sets} écarté(s) pour contredire leurs deux voisins",
        "gap": "aucun jeu du {first} au {last} ({days} jours)\u00a0: on n’y connaît que la somme",
        "gap.more": "aucun jeu du {first} au {last} ({days} jours), et {more} autres trous de "
        "plus de {long} jours\u00a0: on n’y connaît que la somme",
    },
    "ko": {
        "set.one": "궤도 요소 {count}개",
        "set.many": "궤도 요소 {count}개",
        "unsorted": "원기가 순서대로가 아니어서 정렬함",
        "strays": "다른 물체({others})의 {sets} 제외",
        "jump": "{date}에 궤도면이 급변함: 이 번호의 다른 물체인가? {sets} 제외",
        "low": "{height} km 아래에만 있어 궤도에 머물 수 없는 {sets} 제외",
        "odd": "양쪽 이웃과 모순되는 {sets} 제외",
        "gap": "{first}부터 {last}까지({days}일) 궤도 요소 없음: 그 사이의 일은 합으로만 알 수 "
        "있음",
        "gap.more": "{first}부터 {last}까지({days}일) 궤도 요소 없음, {long}일을 넘는 공백이 "
        "{more}개 더 있음: 그 사이의 일은 합으로만 알 수 있음",
    },
}
say = speaker(TEXTS)


def count_of(count: int) -> Message:
    """A count of element sets.

    >>> count_of(1), count_of(12)
    ('1 set', '12 sets')
    """
    return say("set.one" if count == 1 else "set.many", count=(count, 0))
