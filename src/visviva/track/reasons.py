"""Why a history of element sets gives no answer, in the languages of the program."""

from visviva.core.message import speaker

TEXTS = {
    "en": {
        "too-few.one": "1 element set of different epochs; {least} are needed",
        "too-few.many": "{count} element sets of different epochs; {least} are needed",
        "contradict": "{odd} of {count} sets of object {number} contradict both neighbours: two "
        "orbits are mixed under one number",
        "jump": "the sets jump between two orbits {times} times: two objects are mixed under one "
        "number",
    },
    "fr": {
        "too-few.one": "un seul jeu d’éléments\u202f; il en faut {least}",
        "too-few.many": "{count} jeux d’éléments d’époques différentes\u202f; il en faut {least}",
        "contradict": "{odd} des {count} jeux de l’objet {number} contredisent leurs deux "
        "voisins\u00a0: deux orbites sont mêlées sous un même numéro",
        "jump": "les jeux sautent {times} fois d’une orbite à une autre\u00a0: deux objets sont "
        "mêlés sous un même numéro",
    },
    "ko": {
        "too-few.one": "궤도 요소가 1개뿐임; {least}개가 필요함",
        "too-few.many": "서로 다른 시각의 궤도 요소가 {count}개뿐임; {least}개가 필요함",
        "contradict": "물체 {number}의 궤도 요소 {count}개 가운데 {odd}개가 앞뒤와 모순됨: 두 "
        "궤도가 한 번호에 섞여 있음",
        "jump": "궤도 요소가 두 궤도 사이를 {times}번 오감: 두 물체가 한 번호에 섞여 있음",
    },
}
#: Why, as a message: ``why(key, **arguments)``.
why = speaker(TEXTS)
