"""What makes a satellite's places and passes less sure, in the languages of the program."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "stale-one": (
            "the element set is more than {most} days from its epoch within the window ({label}: "
            "{age} days); such passes may be off by minutes, see sigma_s"
        ),
        "stale": (
            "{stale} of {count} element sets are more than {most} days from their epoch within the "
            "window ({label}: {age} days); such passes may be off by minutes, see sigma_s"
        ),
        "unknown-times": (
            "of {count} passes the time is unknown by more than they last, by up to {span} either "
            "way: rise, peak and set are left out, first_utc and last_utc hold them; fresher "
            "elements tell more"
        ),
        "vague-sights": (
            "of {count} moments the time is unknown by more than the sight lasts, by up to {span} "
            "either way (sigma_s): light and angles may be others; fresher elements tell more"
        ),
        "unknown-times-one": (
            "of one pass the time is unknown by more than it lasts, by up to {span} either way: "
            "rise, peak and set are left out, first_utc and last_utc hold them; fresher elements "
            "tell more"
        ),
        "used-one": (
            "{number}: {count} element sets; used that of {utc}, nearest to the middle of the "
            "window"
        ),
        "used-many": (
            "{number}: {count} element sets; used {used} of them, for each pass the nearest in time"
        ),
        "refused": "{bad} element sets refused, {good} read",
        "several": (
            "{count} element sets used, each row by the nearest; where one takes over from another "
            "the path may step by some kilometres"
        ),
        "ended": "the elements end at {utc}: no row after that",
        "far": "elements {age} days from their epoch: places along the orbit may be off by {span}",
        "zone-of": "local time at {place} is that of {city}",
    },
    "fr": {
        "stale-one": (
            "le jeu d’éléments est à plus de {most} jours de son époque dans l’intervalle "
            "({label} : {age} jours) ; de tels passages peuvent être faux de quelques "
            "minutes, voir sigma_s"
        ),
        "stale": (
            "{stale} jeux d’éléments sur {count} sont à plus de {most} jours de leur époque dans "
            "l’intervalle ({label} : {age} jours) ; de tels passages peuvent être faux de quelques "
            "minutes, voir sigma_s"
        ),
        "unknown-times": (
            "pour {count} passages l’heure est inconnue de plus que leur durée, jusqu’à {span} de "
            "part et d’autre : lever, maximum et coucher sont omis, first_utc et last_utc les "
            "encadrent ; des éléments plus frais en disent plus"
        ),
        "vague-sights": (
            "pour {count} instants l’heure est inconnue de plus que ne dure la vue, jusqu’à {span} "
            "de part et d’autre (sigma_s) : lumière et angles peuvent être autres ; des éléments "
            "plus frais en disent plus"
        ),
        "unknown-times-one": (
            "pour un passage l’heure est inconnue de plus que sa durée, jusqu’à {span} de part et "
            "d’autre\u00a0: lever, maximum et coucher sont omis, first_utc et last_utc les "
            "encadrent\u00a0; des éléments plus frais en disent plus"
        ),
        "used-one": (
            "{number} : {count} jeux d’éléments ; utilisé celui du {utc}, le plus proche du milieu "
            "de l’intervalle"
        ),
        "used-many": (
            "{number} : {count} jeux d’éléments ; {used} en sont utilisés, pour chaque passage le "
            "plus proche dans le temps"
        ),
        "refused": "{bad} jeux d’éléments refusés, {good} lus",
        "several": (
            "{count} jeux d’éléments utilisés, chaque ligne par le plus proche ; où l’un relaie "
            "l’autre, le tracé peut sauter de quelques kilomètres"
        ),
        "ended": "les éléments finissent le {utc} : aucune ligne après",
        "far": (
            "éléments à {age} jours de leur époque : les positions le long de l’orbite peuvent "
            "être fausses de {span}"
        ),
        "zone-of": "l’heure locale à {place} est celle de {city}",
    },
    "ko": {
        "stale-one": (
            "궤도 요소가 기간 안에서 기준 시각보다 {most}일 넘게 떨어짐 ({label}: {age}일); "
            "통과가 몇 분 어긋날 수 있음, sigma_s 참고"
        ),
        "stale": (
            "궤도 요소 {count}개 가운데 {stale}개가 기간 안에서 기준 시각보다 {most}일 넘게 떨어짐 "
            "({label}: {age}일); 통과가 몇 분 어긋날 수 있음, sigma_s 참고"
        ),
        "unknown-times": (
            "통과 {count}개는 시각이 지속 시간보다 더 불확실함 (앞뒤로 {span}까지): "
            "뜸, 최고, 짐은 빼고 first_utc와 last_utc로 둘러쌈; 새 궤도 요소면 더 알 수 있음"
        ),
        "vague-sights": (
            "시점 {count}개는 시각이 보이는 시간보다 더 불확실함 (앞뒤로 {span}까지, sigma_s): "
            "빛과 각도가 다를 수 있음; 새 궤도 요소면 더 알 수 있음"
        ),
        "unknown-times-one": (
            "통과 하나는 시각이 지속 시간보다 더 불확실함 (앞뒤로 {span}까지): "
            "뜸, 최고, 짐은 빼고 first_utc와 last_utc로 둘러쌈; 새 궤도 요소면 더 알 수 있음"
        ),
        "used-one": ("{number}: 궤도 요소 {count}개; 기간의 가운데에 가장 가까운 {utc}의 것을 씀"),
        "used-many": (
            "{number}: 궤도 요소 {count}개; 그 가운데 {used}개를 쓰되 통과마다 시각이 가장 가까운 "
            "것을 씀"
        ),
        "refused": "궤도 요소 {bad}개를 받아들이지 않고 {good}개를 읽음",
        "several": (
            "궤도 요소 {count}개를 쓰고 행마다 가장 가까운 것을 씀; 바뀌는 곳에서 "
            "경로가 몇 km 튈 수 있음"
        ),
        "ended": "궤도 요소는 {utc}에 끝남: 그 뒤의 행은 없음",
        "far": "궤도 요소가 기준 시각에서 {age}일 떨어짐: 궤도를 따라 {span} 어긋날 수 있음",
        "zone-of": "{place}의 현지 시각은 {city}의 것으로 봄",
    },
}
SAY = speaker(TEXTS)
