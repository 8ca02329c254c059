"""Why a question has no answer, in the languages of the program."""

from visviva.core.message import speaker

TEXTS = {
    "en": {
        "old-set": "the station's set is {age} days older than the lift-off, {more} more than "
        "the phase of a rendezvous bears",
        "young-set": "the station's set is {age} days younger than the lift-off, {more} more than "
        "the phase of a rendezvous bears",
        "other-plane": "the target flies in another plane: {angle}° off the one that this lift-off "
        "reaches ({late} s from the window), {cost} m/s to turn against {margin} "
        "spare",
        "no-profile": "at insertion the station is {angle}° ahead, which no profile of {ship} "
        "closes ({ranges})",
        "none-known": "none known",
        "outside-profile": (
            "at insertion the station is {angle}° ahead; the {profile} profile closes "
            "{low} to {high}°: {off}° outside"
        ),
        "no-place": "the elements of {day} give no place at {when} ({reason})",
        "ended": "the elements of {label} end before the window",
        "ended-at": "the elements of {label} end before the window, at {when}",
        "easier": "no ascent was found, but {low} × {high} km is out of reach of {vehicle} "
        "already: {missing} m/s are missing there",
        "no-map": "no orbit of the map converged: {problem}",
        "tilt": "an inclination outside 0 to 180°",
        "loops": "{count} phasing loops",
        "thruster": "{mass} kg at {impulse} s",
        "parking": "a parking orbit at {km} km",
        "parking-tilt": "a parking orbit of at most {angle}°",
        "ballistic": "ballistic roads of {low} to {high} days",
        "days": "{days} days",
        "degree": "degree {degree}",
        "band": "a band of {km} km",
        "range-node": "a range of the node from {low} to {high}°",
        "range-argument": "a range of the argument from {low} to {high}°",
        "outside-flight": "times from {first} to {last} days, the flight lasts {span}",
        "fit": "a fit to {count} states",
        "unusable": "no element set is usable",
        "ephemeris": "the ephemeris of {name} reaches from {first} to {last}, not into the window",
        "outside-coast": "a time outside the coast",
    },
    "fr": {
        "old-set": "le jeu d’éléments de la station précède le décollage de {age} jours, {more} "
        "de plus que n’en supporte la phase d’un rendez-vous",
        "young-set": "le jeu d’éléments de la station suit le décollage de {age} jours, {more} de "
        "plus que n’en supporte la phase d’un rendez-vous",
        "other-plane": "la cible vole dans un autre plan\u00a0: {angle}° d’écart avec celui "
        "qu’atteint ce décollage (à {late} s de la fenêtre), {cost} m/s pour en "
        "changer contre {margin} en réserve",
        "no-profile": "à l’injection, la station a {angle}° d’avance, ce qu’aucun profil de "
        "{ship} ne rattrape ({ranges})",
        "none-known": "aucun n’est connu",
        "outside-profile": (
            "à l’injection, la station a {angle}° d’avance\u202f; le profil {profile} "
            "en rattrape {low} à {high}°\u00a0: {off}° en dehors"
        ),
        "no-place": "les éléments du {day} ne donnent aucune position au {when} ({reason})",
        "ended": "les éléments de {label} finissent avant la fenêtre",
        "ended-at": "les éléments de {label} finissent avant la fenêtre, le {when}",
        "easier": "aucune ascension n’a été trouvée, mais {low} × {high} km est déjà hors de "
        "portée de {vehicle}\u00a0: il y manque {missing} m/s",
        "no-map": "aucune orbite de la carte n’a convergé\u00a0: {problem}",
        "tilt": "une inclinaison hors de 0 à 180°",
        "loops": "{count} boucles de mise en phase",
        "thruster": "{mass} kg à {impulse} s",
        "parking": "une orbite d’attente à {km} km",
        "parking-tilt": "une orbite d’attente d’au plus {angle}°",
        "ballistic": "des routes balistiques de {low} à {high} jours",
        "days": "{days} jours",
        "degree": "degré {degree}",
        "band": "une bande de {km} km",
        "range-node": "un intervalle du nœud de {low} à {high}°",
        "range-argument": "un intervalle de l’argument de {low} à {high}°",
        "outside-flight": "des instants de {first} à {last} jours, le vol en dure {span}",
        "fit": "un ajustement à {count} états",
        "unusable": "aucun jeu d’éléments n’est utilisable",
        "ephemeris": "l’éphéméride de {name} va du {first} au {last}, hors de la fenêtre",
        "outside-coast": "un instant hors du vol libre",
    },
    "ko": {
        "old-set": "정거장의 궤도 요소가 발사보다 {age}일 오래되어, 랑데부 위상이 견디는 것보다 "
        "{more}일 많음",
        "young-set": "정거장의 궤도 요소가 발사보다 {age}일 뒤의 것이어서, 랑데부 위상이 견디는 "
        "것보다 {more}일 많음",
        "other-plane": "목표가 다른 궤도면을 돎: 이 발사가 이르는 면과 {angle}° 차이(발사창에서 "
        "{late}초), 면을 바꾸는 데 {cost} m/s, 여유는 {margin} m/s",
        "no-profile": "투입 시 정거장이 {angle}° 앞서 있어 {ship}의 어떤 방식으로도 좁히지 "
        "못함({ranges})",
        "none-known": "알려진 방식이 없음",
        "outside-profile": "투입 시 정거장이 {angle}° 앞섬; {profile} 방식은 {low}~{high}°를 좁힘: "
        "{off}° 벗어남",
        "no-place": "{day}의 궤도 요소로는 {when}의 위치를 얻지 못함({reason})",
        "ended": "{label}의 궤도 요소가 기간 전에 끝남",
        "ended-at": "{label}의 궤도 요소가 기간 전인 {when}에 끝남",
        "easier": "상승 궤적을 찾지 못했지만 {low} × {high} km부터 이미 {vehicle}의 능력 밖임: "
        "{missing} m/s가 모자람",
        "no-map": "지도에서 수렴한 궤도가 없음: {problem}",
        "tilt": "0~180° 밖의 경사각",
        "loops": "위상 조정 궤도 {count}바퀴",
        "thruster": "{impulse}초에 {mass} kg",
        "parking": "{km} km의 대기 궤도",
        "parking-tilt": "최대 {angle}°의 대기 궤도",
        "ballistic": "{low}~{high}일의 탄도 경로",
        "days": "{days}일",
        "degree": "차수 {degree}",
        "band": "{km} km의 폭",
        "range-node": "승교점의 {low}~{high}° 범위",
        "range-argument": "근월점 편각의 {low}~{high}° 범위",
        "outside-flight": "{first}~{last}일의 시각, 비행은 {span}일",
        "fit": "상태 {count}개에 맞춤",
        "unusable": "쓸 수 있는 궤도 요소가 없음",
        "ephemeris": "{name}의 천문력은 {first}부터 {last}까지로, 기간에 들지 않음",
        "outside-coast": "무동력 비행 밖의 시각",
    },
}
#: Why, as a message: ``why(key, **arguments)``.
why = speaker(TEXTS)
