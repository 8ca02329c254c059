"""Why a flight about or to the Moon is not computed, in the languages of the program."""

from visviva.core.message import speaker

TEXTS = {
    "en": {
        "outside-flight": "a time outside the flight of {days} days",
        "stopped": "the integration stopped {days} days on",
        "no-road": "the {kind} search met no parking orbit from {starts} starts",
        "orbit": "an orbit of {low} × {high} km",
        "axes": "the Moon's axes are known from 1900 to 2200 (DE421), asked for {first} to {last}",
        "span": "a span of {days} days",
        "tolerance": "a tolerance of {metres} m",
        "off-nadir": "an angle of {angle}° off the nadir",
        "degree": "degree {degree}",
        "geometries": "{count} geometries",
    },
    "fr": {
        "outside-flight": "un instant hors du vol, qui dure {days} jours",
        "stopped": "l’intégration s’est arrêtée après {days} jours",
        "no-road": "la recherche ({kind}) n’a rejoint aucune orbite d’attente en {starts} essais",
        "orbit": "une orbite de {low} × {high} km",
        "axes": "les axes de la Lune sont connus de 1900 à 2200 (DE421), demandés du {first} "
        "au {last}",
        "span": "une durée de {days} jours",
        "tolerance": "une tolérance de {metres} m",
        "off-nadir": "un angle de {angle}° avec le nadir",
        "degree": "degré {degree}",
        "geometries": "{count} géométries",
    },
    "ko": {
        "outside-flight": "{days}일간의 비행 밖의 시각",
        "stopped": "적분이 {days}일 뒤에 멈춤",
        "no-road": "{kind} 탐색이 시작점 {starts}곳에서 대기 궤도를 만나지 못함",
        "orbit": "{low} × {high} km 궤도",
        "axes": "달의 축은 1900~2200년(DE421)만 알려져 있는데 {first}~{last}을(를) 요청함",
        "span": "{days}일의 기간",
        "tolerance": "{metres} m의 허용 오차",
        "off-nadir": "천저에서 {angle}° 벗어난 각",
        "degree": "차수 {degree}",
        "geometries": "기하 {count}개",
    },
}
#: Why, as a message: ``why(key, **arguments)``.
why = speaker(TEXTS)
