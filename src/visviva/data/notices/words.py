"""What was put right in a warning, or should be known of it, in the languages of the program."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "arc": "area {name}: a side along an arc is taken as straight",
        "crosswise": "area {name}: corners printed crosswise were put in order",
        "no-area": "a place of launch is printed without an area about it",
        "slip-l": "read the letter l as a one in {around}",
        "slip-o": "read the letter O as a zero in {around}",
        "cancelled": "the notice is cancelled by {by}",
        "cancels": "the notice cancels {gone}",
        "several": (
            "the text holds several warnings whose windows do not meet ({numbers}): they may tell "
            "of different launches, and are placed here as one; read each alone"
        ),
        "circle": "no area but the circle of the line of codes (Q) is printed",
        "no-window": "no window of time is found",
        "zone": "the zone {zone} may be one of several: hours are read as UTC",
        "exercise": "the notice tells of {word} and names no rocket: no launch to orbit",
        "no-direction": (
            "{distance} km from {place}: that area is not placed, for its direction is not told"
        ),
        "no-place": "{distance} km from {place}: that area is not placed, for the place is unknown",
        "inhabited": "area {name} lies over inhabited land ({share} % of it)",
    },
    "fr": {
        "arc": "zone {name}\u00a0: un côté en arc est pris pour droit",
        "crosswise": "zone {name}\u00a0: des coins imprimés en croix ont été remis en ordre",
        "no-area": "un lieu de lancement est imprimé sans zone autour",
        "slip-l": "la lettre l est lue comme un un dans {around}",
        "slip-o": "la lettre O est lue comme un zéro dans {around}",
        "cancelled": "l’avis est annulé par {by}",
        "cancels": "l’avis annule {gone}",
        "several": (
            "le texte contient plusieurs avis dont les fenêtres ne se touchent pas "
            "({numbers})\u00a0: ils peuvent parler de lancements différents, et sont placés ici "
            "comme un seul\u00a0; lisez chacun à part"
        ),
        "circle": "aucune zone n’est imprimée, sinon le cercle de la ligne de codes (Q)",
        "no-window": "aucune fenêtre de temps n’est trouvée",
        "zone": "le fuseau {zone} peut en être plusieurs\u00a0: les heures sont lues en UTC",
        "exercise": (
            "l’avis parle de {word} et ne nomme aucune fusée\u00a0: pas de lancement en orbite"
        ),
        "no-direction": (
            "à {distance} km de {place}\u00a0: cette zone n’est pas placée, sa direction n’étant "
            "pas dite"
        ),
        "no-place": (
            "à {distance} km de {place}\u00a0: cette zone n’est pas placée, le lieu étant inconnu"
        ),
        "inhabited": "la zone {name} couvre des terres habitées ({share} % de sa surface)",
    },
    "ko": {
        "arc": "{name} 구역: 호로 된 변을 직선으로 봄",
        "crosswise": "{name} 구역: 엇갈려 적힌 꼭짓점을 차례대로 놓음",
        "no-area": "발사 장소가 구역 없이 적혀 있음",
        "slip-l": "글자 l을 숫자 1로 읽음: {around}",
        "slip-o": "글자 O를 숫자 0으로 읽음: {around}",
        "cancelled": "이 경보는 {by}로 취소됨",
        "cancels": "이 경보는 {gone}을(를) 취소함",
        "several": (
            "글에 시간대가 겹치지 않는 경보가 여럿 있음({numbers}): 서로 다른 발사일 수 있는데 "
            "여기서는 하나로 놓았으니 하나씩 따로 읽을 것"
        ),
        "circle": "부호 줄(Q)의 원 말고는 구역이 적혀 있지 않음",
        "no-window": "시간대를 찾지 못함",
        "zone": "{zone} 시간대는 여럿일 수 있어 시각을 UTC로 읽음",
        "exercise": "경보는 {word}에 관한 것이고 로켓을 말하지 않음: 궤도 발사가 아님",
        "no-direction": "{place}에서 {distance} km: 방향을 밝히지 않아 그 구역을 놓지 못함",
        "no-place": "{place}에서 {distance} km: 장소를 알 수 없어 그 구역을 놓지 못함",
        "inhabited": "{name} 구역은 사람이 사는 땅 위에 있음({share} %)",
    },
}
SAY = speaker(TEXTS)
