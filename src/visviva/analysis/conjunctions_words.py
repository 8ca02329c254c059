"""What is said of the element sets of a screening, in the languages of the program."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "starts": (
            "the window starts at {utc}, the newest epoch of the file; --start chooses another"
        ),
        "starts-most": (
            "the window starts at {utc}, the newest epoch of 99 % of the sets; --start chooses "
            "another"
        ),
        "newest": (
            "{count} element sets of {objects} objects: of each object the newest at the start of "
            "the window is used, or the first after it"
        ),
        "stale": (
            "{stale} of {count} element sets are over {most} days from epoch within the window"
        ),
        "refused": "{bad} element sets refused, the first at line {line}: {reason}",
        "stopped": (
            "{name}: SGP4 gives no usable state at {utc} (decayed or out of its range); left out "
            "there"
        ),
        "xp": "{count} SGP4-XP sets left out: SGP4 cannot use them",
    },
    "fr": {
        "starts": (
            "l’intervalle commence le {utc}, l’époque la plus récente du fichier\u00a0; --start en "
            "choisit une autre"
        ),
        "starts-most": (
            "l’intervalle commence le {utc}, l’époque la plus récente de 99 % des jeux\u00a0; "
            "--start en choisit une autre"
        ),
        "newest": (
            "{count} jeux d’éléments pour {objects} objets\u00a0: de chaque objet est pris le plus "
            "récent au début de l’intervalle, ou le premier qui suit"
        ),
        "stale": (
            "{stale} jeux d’éléments sur {count} sont à plus de {most} jours de leur époque dans "
            "l’intervalle"
        ),
        "refused": "{bad} jeux d’éléments refusés, le premier à la ligne {line}\u00a0: {reason}",
        "stopped": (
            "{name}\u00a0: SGP4 ne donne pas d’état utilisable au {utc} (retombé, ou hors de son "
            "domaine)\u00a0; écarté à partir de là"
        ),
        "xp": "{count} jeux SGP4-XP écartés\u00a0: SGP4 ne peut pas s’en servir",
    },
    "ko": {
        "starts": "기간은 파일의 가장 새 기준 시각 {utc}에 시작함; --start로 다르게 고를 수 있음",
        "starts-most": (
            "기간은 궤도 요소 99 %의 가장 새 기준 시각 {utc}에 시작함; --start로 다르게 고를 수 "
            "있음"
        ),
        "newest": (
            "물체 {objects}개의 궤도 요소 {count}개: 물체마다 기간이 시작될 때 가장 새 것, 없으면 "
            "그 뒤의 첫 것을 씀"
        ),
        "stale": (
            "궤도 요소 {count}개 가운데 {stale}개가 기간 안에서 기준 시각보다 {most}일 넘게 떨어짐"
        ),
        "refused": "궤도 요소 {bad}개를 받아들이지 않음, 첫 번째는 {line}번째 줄: {reason}",
        "stopped": (
            "{name}: {utc}에 SGP4가 쓸 만한 상태를 주지 못함(떨어졌거나 범위 밖). 거기서 뺌"
        ),
        "xp": "SGP4-XP 궤도 요소 {count}개를 뺌: SGP4로는 쓸 수 없음",
    },
}
SAY = speaker(TEXTS)
