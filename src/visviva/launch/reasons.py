"""Why no ascent, no orbit or no fall comes out, in the languages of the program.

A study whose computation fails says the reason on its page; the command line says the English.
"""

from visviva.core.message import speaker

TEXTS = {
    "en": {
        "orbit": "{perigee} × {apogee} km, {tilt}°",
        "orbit.escape": "a C3 of {c3} km²/s², {tilt} deg",
        "air": "a perigee of {height} km is inside the air",
        "beyond": "an apogee of {height} km is beyond what the Earth holds against the Sun",
        "below": "an inclination of {tilt} deg is below the pad's latitude: from {latitude} deg no "
        "less than {lowest} is reached without a turn",
        "below.budget": "inclination {tilt}° is below the latitude {latitude}°",
        "orbit.budget": "an orbit of {perigee} × {apogee} km",
        "stages.short": "the stage figures fall {missing} m/s short of the published payload "
        "without any loss",
        "no-rows": "no published payload to fit an unmodelled delta-v on",
        "weak": "{vehicle} has a thrust-to-weight ratio of {ratio} at lift-off",
        "out-of-reach": "{orbit} is out of reach of {vehicle}: with nothing on board the best "
        "ascent found lacks {missing} m/s",
        "hopeless": "{orbit} is out of reach of {vehicle}: even without any loss and with all of "
        "its propellant burnt at least {missing} m/s are missing",
        "falls-back": "{orbit} is out of reach of {vehicle}: the last stage is so weak that it "
        "adds no more than {gained} m/s before it falls back, and at least {missing} m/s are "
        "missing",
        "lower-too": "{orbit} is out of reach of {vehicle}: {lower} lacks {missing} m/s already",
        "too-heavy": "{vehicle} does not reach that orbit with {payload} kg: {missing} m/s are "
        "missing",
        "unsettled": "the burns after the injection of {vehicle} do not settle: {gap} m/s apart",
        "not-converged": "no ascent of {vehicle} to {orbit} converged: {reason}",
        "optimiser": "the optimiser stopped after {iterations} iterations with {status}, largest "
        "residual {residual} of the scaled constraints",
        "not-verified": "the optimum is not confirmed by integration: {distance} km and "
        "{speed} m/s apart at insertion",
        "equator": "the last burns do not end over the equator",
        "last-burn": "the {burn} does not end on its orbit",
        "not-on-the-way": "{at} s is not on the way up: insertion is {insertion} s after lift-off",
        "no-stage-yet": "{mode} at {at} s: no stage is to be lit before the first burn-out",
        "no-fairing": "{vehicle} drops no fairing",
        "no-engine": "no engine burns at {at} s",
    },
    "fr": {
        "orbit": "{perigee} × {apogee} km, {tilt}°",
        "orbit.escape": "C3 de {c3} km²/s², {tilt}°",
        "air": "un périgée de {height} km est dans l’atmosphère",
        "beyond": "un apogée de {height} km dépasse ce que la Terre retient face au Soleil",
        "below": "une inclinaison de {tilt}° est inférieure à la latitude du pas de tir\u00a0: "
        "depuis {latitude}°, rien sous {lowest}° ne s’atteint sans changement de plan",
        "below.budget": "l’inclinaison {tilt}° est inférieure à la latitude {latitude}°",
        "orbit.budget": "une orbite de {perigee} × {apogee} km",
        "stages.short": "il manque {missing} m/s aux chiffres des étages pour la charge utile "
        "publiée, même sans aucune perte",
        "no-rows": "aucune charge utile publiée sur laquelle caler le delta-v non modélisé",
        "weak": "{vehicle} a un rapport poussée sur poids de {ratio} au décollage",
        "out-of-reach": "{orbit} est hors de portée de {vehicle}\u00a0: à vide, il manque "
        "{missing} m/s à la meilleure ascension trouvée",
        "hopeless": "{orbit} est hors de portée de {vehicle}\u00a0: même sans aucune perte et tous "
        "les ergols brûlés, il manque au moins {missing} m/s",
        "falls-back": "{orbit} est hors de portée de {vehicle}\u00a0: le dernier étage est si "
        "faible qu’il n’ajoute pas plus de {gained} m/s avant de retomber, et il manque au moins "
        "{missing} m/s",
        "lower-too": "{orbit} est hors de portée de {vehicle}\u00a0: il manque déjà {missing} m/s "
        "pour {lower}",
        "too-heavy": "{vehicle} n’atteint pas cette orbite avec {payload} kg\u00a0: il manque "
        "{missing} m/s",
        "unsettled": "les allumages qui suivent l’injection de {vehicle} ne se stabilisent "
        "pas\u00a0: {gap} m/s d’écart",
        "not-converged": "aucune ascension de {vehicle} vers {orbit} n’a convergé\u00a0: {reason}",
        "optimiser": "l’optimiseur s’est arrêté après {iterations} itérations ({status}), plus "
        "grand résidu {residual} des contraintes réduites",
        "not-verified": "l’intégration ne confirme pas l’optimum\u00a0: {distance} km et "
        "{speed} m/s d’écart à l’injection",
        "equator": "les derniers allumages ne finissent pas au-dessus de l’équateur",
        "last-burn": "le dernier allumage ({burn}) ne finit pas sur son orbite",
        "not-on-the-way": "{at} s n’est pas pendant l’ascension\u00a0: l’injection a lieu "
        "{insertion} s après le décollage",
        "no-stage-yet": "{mode} à {at} s\u00a0: aucun étage ne s’allume avant la première fin de "
        "combustion",
        "no-fairing": "{vehicle} ne largue pas de coiffe",
        "no-engine": "aucun moteur ne fonctionne à {at} s",
    },
    "ko": {
        "orbit": "{perigee} × {apogee} km, {tilt}°",
        "orbit.escape": "C3 {c3} km²/s², {tilt}°",
        "air": "근지점 {height} km은(는) 대기 안이다",
        "beyond": "원지점 {height} km은(는) 지구가 태양에 맞서 붙들 수 있는 범위 밖이다",
        "below": "경사각 {tilt}°이(가) 발사대의 위도보다 낮음: {latitude}°에서는 궤도면 변경 없이 "
        "{lowest}° 아래로 갈 수 없음",
        "below.budget": "경사각 {tilt}°이(가) 위도 {latitude}°보다 낮음",
        "orbit.budget": "{perigee} × {apogee} km 궤도",
        "stages.short": "손실이 전혀 없어도 각 단의 수치가 공개 탑재량에 {missing} m/s 모자람",
        "no-rows": "모형화하지 않은 delta-v를 맞출 공개 탑재량이 없음",
        "weak": "{vehicle}의 이륙 추력 대 중량비가 {ratio}",
        "out-of-reach": "{orbit}은(는) {vehicle}의 능력 밖임: 찾은 최선의 상승도 빈 채로 "
        "{missing} m/s 부족",
        "hopeless": "{orbit}은(는) {vehicle}의 능력 밖임: 손실이 전혀 없고 추진제를 모두 "
        "태워도 적어도 {missing} m/s 부족",
        "falls-back": "{orbit}은(는) {vehicle}의 능력 밖임: 마지막 단의 추력이 너무 작아 "
        "다시 떨어지기 전까지 더하는 속도가 {gained} m/s를 넘지 못하며, 적어도 {missing} m/s 부족",
        "lower-too": "{orbit}은(는) {vehicle}의 능력 밖임: {lower}에도 이미 {missing} m/s 부족",
        "too-heavy": "{vehicle}은(는) {payload} kg으로 그 궤도에 이르지 못함: {missing} m/s 부족",
        "unsettled": "{vehicle}의 투입 이후 분사가 안정되지 않음: {gap} m/s 차이",
        "not-converged": "{vehicle}의 {orbit} 상승이 수렴하지 않음: {reason}",
        "optimiser": "최적화가 {iterations}회 반복 뒤 멈춤({status}), 정규화한 제약의 최대 잔차 "
        "{residual}",
        "not-verified": "최적 상승이 수치 적분으로 확인되지 않음: 투입 시 {distance} km, "
        "{speed} m/s 차이",
        "equator": "마지막 분사들이 적도 위에서 끝나지 않음",
        "last-burn": "마지막 분사({burn})가 목표 궤도에서 끝나지 않음",
        "not-on-the-way": "{at}초는 상승 중이 아님: 투입은 발사 {insertion}초 뒤",
        "no-stage-yet": "{mode}, {at}초: 첫 연소 종료 전에는 점화할 단이 없음",
        "no-fairing": "{vehicle}은(는) 페어링을 분리하지 않음",
        "no-engine": "{at}초에 작동하는 엔진이 없음",
    },
}
#: Why, as a message: ``why(key, **arguments)``.
why = speaker(TEXTS)
