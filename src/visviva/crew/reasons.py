"""Why a crewed flight is not computed, in the languages of the program."""

from visviva.core.message import speaker

TEXTS = {
    "en": {
        "abort": "an abort at {at} s of an ascent from {first} to {last} s",
        "not-down": "{up} of {samples} returns do not come down",
        "still-up": "after {seconds} s the capsule is still {km} km up",
        "step": "the step collapsed at {seconds} s",
        "never-reaches": "never reaches {km} km: the lowest point is {lowest} km up, "
        "{missing} km too high",
        "old-set": "the element set of {label} is of {when}, {age} days before the date: {more} "
        "more than the {most} that a lift-off time bears",
        "young-set": "the element set of {label} is of {when}, {age} days after the date: {more} "
        "more than the {most} that a lift-off time bears",
        "latitude": "the pad lies at latitude {latitude}° about the Earth's centre, {beyond}° "
        "beyond the highest that the plane of {label} ever reaches",
        "short": "docking {docking} min after insertion leaves {left} min before the "
        "coelliptic leg, {few} min too few",
        "terminal-long": "the terminal transfer takes {seconds} s too long",
        "misses": "the transfer misses the coelliptic leg by {miss} m",
        "unsettled": "the terminal transfer does not settle",
        "no-burns": "no burns close the gap in that time",
    },
    "fr": {
        "abort": "une interruption à {at} s d’une ascension de {first} à {last} s",
        "not-down": "{up} retours sur {samples} ne redescendent pas",
        "still-up": "après {seconds} s, la capsule est encore à {km} km",
        "step": "le pas s’est effondré à {seconds} s",
        "never-reaches": (
            "le vol n’atteint jamais {km} km\u00a0: son point le plus bas est à {lowest} "
            "km, {missing} km trop haut"
        ),
        "old-set": "le jeu d’éléments de {label} est du {when}, {age} jours avant la "
        "date\u00a0: {more} de plus que les {most} que supporte une heure de "
        "décollage",
        "young-set": "le jeu d’éléments de {label} est du {when}, {age} jours après la "
        "date\u00a0: {more} de plus que les {most} que supporte une heure de "
        "décollage",
        "latitude": "le pas de tir est à {latitude}° de latitude géocentrique, {beyond}° au-delà "
        "du plus haut que le plan de {label} atteint jamais",
        "short": "un amarrage {docking} min après l’injection laisse {left} min avant la "
        "phase coelliptique, {few} min de trop peu",
        "terminal-long": "le transfert final dure {seconds} s de trop",
        "misses": "le transfert manque la phase coelliptique de {miss} m",
        "unsettled": "le transfert final ne se stabilise pas",
        "no-burns": "aucun allumage ne comble l’écart dans ce temps",
    },
    "ko": {
        "abort": "{first}~{last}초의 상승 가운데 {at}초의 중단",
        "not-down": "귀환 {samples}회 가운데 {up}회가 내려오지 못함",
        "still-up": "{seconds}초 뒤에도 캡슐이 {km} km 높이에 있음",
        "step": "적분 간격이 {seconds}초에 무너짐",
        "never-reaches": (
            "비행이 {km} km에 이르지 못함: 가장 낮은 점이 {lowest} km로 {missing} km 높음"
        ),
        "old-set": "{label}의 궤도 요소는 {when}의 것으로 날짜보다 {age}일 앞섬: 발사 시각이 "
        "견디는 {most}일보다 {more}일 많음",
        "young-set": "{label}의 궤도 요소는 {when}의 것으로 날짜보다 {age}일 뒤임: 발사 시각이 "
        "견디는 {most}일보다 {more}일 많음",
        "latitude": "발사대의 지심 위도는 {latitude}°로, {label}의 궤도면이 이르는 가장 높은 "
        "위도보다 {beyond}° 바깥임",
        "short": "투입 {docking}분 뒤의 도킹이면 공타원 구간까지 {left}분이 남아 {few}분 모자람",
        "terminal-long": "최종 전이가 {seconds}초 너무 김",
        "misses": "전이가 공타원 구간을 {miss} m 빗나감",
        "unsettled": "최종 전이가 수렴하지 않음",
        "no-burns": "그 시간 안에 간격을 좁히는 분사가 없음",
    },
}
#: Why, as a message: ``why(key, **arguments)``.
why = speaker(TEXTS)
