"""What `visviva launch notice`, `drops` and `failure` say."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "not-placed": (
            "Areas are told by distances only, and no site is named: no launch is placed."
        ),
        "not-orbital": "Not an orbital launch: every area lies near {site}.",
        "placed": (
            "From {site} along {bearing}°: {inclination}° ({low} to {high}°) without a turn."
        ),
        "turn": "The areas show a turn of {turn}° in flight.",
        "closed": "Closed from {start} to {end}.",
        "closed-more": "Closed from {start} to {end}, and {more} more.",
        "slips": (
            "The window slips by {minutes} minutes a day: the launch waits for a plane fixed in "
            "space."
        ),
        "within": "{item} {range} in {area}",
        "at": "{item} {range}",
        "range": "{piece}: {low} to {high} km at 90 %, by {by}.",
        "comes-down": "{piece}: {share} % come down within two hours.",
        "casualties": (
            "Expected casualties {expected} (limit {limit}, 14 CFR 450.101); insertion at {t} s."
        ),
        "radius": ("{count} ascents: the 97 % radius is known to {error} % (90 % interval)."),
        "assumed": "assumed: {text}",
    },
    "fr": {
        "not-placed": (
            "Les zones ne sont données que par des distances et aucun site n’est nommé : aucun "
            "lancement n’est situé."
        ),
        "not-orbital": "Pas un lancement orbital : toutes les zones sont proches de {site}.",
        "placed": "De {site} vers {bearing}° : {inclination}° ({low} à {high}°) sans virage.",
        "turn": "Les zones montrent un virage de {turn}° en vol.",
        "closed": "Fermé du {start} au {end}.",
        "closed-more": "Fermé du {start} au {end}, et {more} autres fois.",
        "slips": (
            "La fenêtre glisse de {minutes} minutes par jour : le lancement attend un plan fixe "
            "dans l’espace."
        ),
        "within": "{item} {range} dans {area}",
        "at": "{item} {range}",
        "range": "{piece} : {low} à {high} km à 90 %, d’après {by}.",
        "comes-down": "{piece} : {share} % retombent en moins de deux heures.",
        "casualties": (
            "Victimes attendues {expected} (limite {limit}, 14 CFR 450.101) ; mise en orbite à "
            "{t} s."
        ),
        "radius": (
            "{count} ascensions : le rayon à 97 % est connu à {error} % près (intervalle à 90 %)."
        ),
        "assumed": "hypothèse : {text}",
    },
    "ko": {
        "not-placed": "구역이 거리로만 적혀 있고 발사장이 나오지 않아 발사를 짚을 수 없다.",
        "not-orbital": "궤도 발사가 아니다: 모든 구역이 {site} 가까이에 있다.",
        "placed": "{site}에서 방위 {bearing}°: 선회 없이 {inclination}° ({low}~{high}°).",
        "turn": "구역은 비행 중 {turn}°의 선회를 보인다.",
        "closed": "{start}부터 {end}까지 통제.",
        "closed-more": "{start}부터 {end}까지 통제, 그 밖에 {more}번 더.",
        "slips": "시간대가 하루에 {minutes}분씩 옮겨간다: 우주에 고정된 궤도면을 기다리는 발사다.",
        "within": "{item} {range} ({area} 안)",
        "at": "{item} {range}",
        "range": "{piece}: 90 %로 {low}~{high} km, 근거 {by}.",
        "comes-down": "{piece}: {share} %가 두 시간 안에 떨어진다.",
        "casualties": "예상 사상자 {expected} (한도 {limit}, 14 CFR 450.101); 궤도 진입 {t}초.",
        "radius": "상승 {count}회: 97 % 반지름의 오차는 {error} % (90 % 구간).",
        "assumed": "가정: {text}",
    },
}
SAY = speaker(TEXTS)
