"""What crewed flights are told with: a claimed lift-off, a load, notes of an entry and an abort."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "after": "after",
        "before": "before",
        "off-plane": (
            "{late} s {side} the nearest window; the orbit would lie {error}° off the station's "
            "plane, {cost} m/s to turn against {spare} m/s spare"
        ),
        "no-profile": "the plane fits, but no profile of the ship closes {angle}° of phase",
        "fits": (
            "{late} s {side} the computed lift-off (spread {sigma} s), and {angle}° to close suits "
            "the {profile} profile"
        ),
        "borne": "{peak} g: within the {most} g borne by {who}",
        "unmatched": "{peak} g: no load is known to compare it with",
        "above": "{peak} g: above the {most} g that {who} have borne",
        "lift-up": "no bank stated: lift up is taken throughout",
        "convective": (
            "convective heat to a cold wall only: radiation of the shock layer, blowing of the "
            "ablating shield, a hot wall and turbulence are left out"
        ),
        "no-nose": ("no nose_radius_m stated: heat goes with one over its root, so none is given"),
        "refused": "{count} sets of the file were refused",
        "old": "the element set is {age} days old at the start: the moments may be off by minutes",
        "younger": (
            "the element set is {age} days younger at the start: the moments may be off by minutes"
        ),
        "ballistic": (
            "ballistic; the ground is taken at sea level; the ascent is the optimal one, a little "
            "lower than a flown one"
        ),
        "lifting": (
            "lifting, bank {bank} deg; the ground is taken at sea level; the ascent is the optimal "
            "one, a little lower than a flown one"
        ),
        "no-escape": (
            "no escape impulse: in the first seconds of the flight the answer is a lower bound"
        ),
        "abort-failed": "abort at {t} s: {reason}",
        "aborts-failed": "and {count} more aborts that were not flown",
        "skipped": "first burn skipped, docking on time",
        "skipped-later": "first burn skipped, docking later",
        "second-try": "terminal transfer skipped, second attempt a day later",
    },
    "fr": {
        "after": "après",
        "before": "avant",
        "off-plane": (
            "{late} s {side} la fenêtre la plus proche ; l’orbite serait à {error}° du plan de la "
            "station, {cost} m/s pour l’y tourner contre {spare} m/s de reste"
        ),
        "no-profile": "le plan convient, mais aucun profil du vaisseau ne rattrape {angle}°",
        "fits": (
            "{late} s {side} le décollage calculé (écart-type {sigma} s), et {angle}° à rattraper "
            "conviennent au profil {profile}"
        ),
        "borne": "{peak} g : dans les {most} g supportés par {who}",
        "unmatched": "{peak} g : aucune charge connue à laquelle la comparer",
        "above": "{peak} g : au-dessus des {most} g supportés par {who}",
        "lift-up": "aucune gîte donnée : portance vers le haut tout du long",
        "convective": (
            "flux convectif vers une paroi froide seul : rayonnement de la couche de choc, "
            "soufflage du bouclier, paroi chaude et turbulence sont laissés de côté"
        ),
        "no-nose": (
            "pas de nose_radius_m : le flux va comme l’inverse de sa racine, aucun n’est donné"
        ),
        "refused": "{count} jeux du fichier ont été refusés",
        "old": (
            "le jeu d’éléments a {age} jours au début : les instants peuvent être faux de quelques "
            "minutes"
        ),
        "younger": (
            "le jeu d’éléments est plus récent que le début de {age} jours : les instants peuvent "
            "être faux de quelques minutes"
        ),
        "ballistic": (
            "balistique ; le sol est pris au niveau de la mer ; l’ascension est l’optimale, un peu "
            "plus basse qu’en vol"
        ),
        "lifting": (
            "avec portance, gîte {bank}° ; le sol est pris au niveau de la mer ; l’ascension est "
            "l’optimale, un peu plus basse qu’en vol"
        ),
        "no-escape": (
            "sans impulsion de sauvetage : dans les premières secondes du vol, la réponse est une "
            "borne basse"
        ),
        "abort-failed": "interruption à {t} s : {reason}",
        "aborts-failed": "et {count} autres interruptions non volées",
        "skipped": "première manœuvre sautée, amarrage à l’heure",
        "skipped-later": "première manœuvre sautée, amarrage plus tard",
        "second-try": "transfert final sauté, second essai un jour plus tard",
    },
    "ko": {
        "after": "뒤",
        "before": "앞",
        "off-plane": (
            "가장 가까운 시간대보다 {late}초 {side}; 궤도가 우주정거장 면에서 {error}° 벗어나 "
            "돌리는 데 {cost} m/s가 드는데 남는 것은 {spare} m/s"
        ),
        "no-profile": "면은 맞지만 위상 {angle}°를 좁히는 비행 방식이 없음",
        "fits": (
            "계산된 이륙보다 {late}초 {side} (표준편차 {sigma}초), 좁힐 각 {angle}°는 {profile} "
            "방식에 맞음"
        ),
        "borne": "{peak} g: {who}이(가) 견딘 {most} g 안",
        "unmatched": "{peak} g: 견줄 만한 하중이 알려져 있지 않음",
        "above": "{peak} g: {who}이(가) 견딘 {most} g를 넘음",
        "lift-up": "뱅크각이 없음: 내내 양력이 위로 향한다고 봄",
        "convective": (
            "차가운 벽으로 가는 대류 가열만 셈: 충격층 복사, 삭마재 분출, 뜨거운 벽, 난류는 뺌"
        ),
        "no-nose": "nose_radius_m이 없음: 가열은 그 제곱근에 반비례하므로 내지 않음",
        "refused": "파일의 궤도 요소 {count}개를 받아들이지 않았음",
        "old": "궤도 요소가 시작보다 {age}일 오래됨: 시각이 몇 분 어긋날 수 있음",
        "younger": "궤도 요소가 시작보다 {age}일 뒤의 것: 시각이 몇 분 어긋날 수 있음",
        "ballistic": (
            "탄도 비행; 땅은 해수면으로 봄; 상승은 최적 상승으로, 실제 비행보다 조금 낮음"
        ),
        "lifting": (
            "양력 비행, 뱅크각 {bank}°; 땅은 해수면으로 봄; 상승은 최적 상승으로, 실제 비행보다 "
            "조금 낮음"
        ),
        "no-escape": "탈출 추력이 없음: 비행의 첫 몇 초에서는 답이 하한임",
        "abort-failed": "{t}초 중단: {reason}",
        "aborts-failed": "날리지 못한 중단 {count}건 더",
        "skipped": "첫 분사를 거르고 제때 도킹",
        "skipped-later": "첫 분사를 거르고 나중에 도킹",
        "second-try": "마지막 전이를 거르고 하루 뒤 다시",
    },
}
SAY = speaker(TEXTS)
