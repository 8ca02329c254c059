"""What the velocity taken off a computed payload rests on, in words."""

from visviva.core.message import speaker

TEXTS = {
    "en": {
        "own": "fitted on {count} of this vehicle",
        "family": "fitted on {count} of its family",
        "others": "no published payload of its family: the spread over {count} other families",
        "capped": "{basis}, and at most the {cap} m/s that a flown payload left",
        "count.one": "one published payload",
        "count.many": "{count} published payloads",
    },
    "fr": {
        "own": "calé sur {count} de ce lanceur",
        "family": "calé sur {count} de sa famille",
        "others": "aucune charge utile publiée de sa famille\u00a0: la dispersion sur {count} "
        "autres familles",
        "capped": "{basis}, et au plus les {cap} m/s qu’une charge emportée a laissés",
        "count.one": "une charge utile publiée",
        "count.many": "{count} charges utiles publiées",
    },
    "ko": {
        "own": "이 발사체의 {count}에 맞춤",
        "family": "같은 계열의 {count}에 맞춤",
        "others": "같은 계열의 공개 탑재량 없음: 다른 {count}개 계열의 폭",
        "capped": "{basis}, 실제 비행한 탑재량이 남긴 {cap} m/s 이하",
        "count.one": "공개 탑재량 하나",
        "count.many": "공개 탑재량 {count}개",
    },
}
say = speaker(TEXTS)
