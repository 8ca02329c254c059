"""What is taken for granted of falls, approaches and webcasts, in the languages of the program."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "best": "the best ascent of the stages as they are known, not the one flown on the day",
        "spread": (
            "spread of the state: 1.5 % of the speed, 0.9 degrees of the path, 1.5 km; the scatter "
            "that it gives along the track is in the middle that of eight announced areas (a fifth "
            "to 2.4 times)"
        ),
        "areas": (
            "areas are the scatter about one ascent; how far off its ranges may be is told beside "
            "them"
        ),
        "fairing": "the fairing leaves as soon as it may or later, by 15 s (half a normal)",
        "bodies": (
            "tumbling bodies with a drag coefficient of 1 within a factor 1.6; no piece burns up"
        ),
        "wind": (
            "wind drawn about none, 5 m/s at the ground to 20 m/s at 11 km (standard deviation)"
        ),
        "every": (
            "every ascent flown from the pad: flow 1 %, specific impulse, load and mass 0.3 %, "
            "attitude 0.4 degrees, drag 10 %, wind by the climatology, fairing some 15 s late "
            "(standard deviations)"
        ),
        "steering": "steering by the share of each leg: a guided launcher scatters less",
        "plan": "plan",
        "record": "record of {count} launchers",
        "residuals": "residuals {speed} m/s and {height} km rms; figures in SI, radians",
        "predicted": "predicted with a 90 % band, learnt from {count} other flights",
        "beside": (
            "{said}; from T+60 s the webcast is within {speed} % and {height} km, {speeds}% of its "
            "speeds and {heights}% of its altitudes inside the band"
        ),
        "outside": (
            "the webcast leaves the band: {inside}% of its speeds lie inside, the largest "
            "difference is {off} %. Is {vehicle} the vehicle that flew, and are its events and "
            "payload right?"
        ),
        "caveat": (
            "distances are between SGP4 positions of element sets, which are good to about 1 km at "
            "their epoch and lose 1 to 3 km a day in low orbit; they carry no covariance, so no "
            "probability of collision is given"
        ),
    },
    "fr": {
        "best": "la meilleure ascension des étages tels qu’on les connaît, non celle du jour",
        "spread": (
            "dispersion de l’état : 1,5 % de la vitesse, 0,9 degré de la pente, 1,5 km ; "
            "l’étalement qu’elle donne le long de la trace est, au milieu, celui de huit zones "
            "annoncées (d’un cinquième à 2,4 fois)"
        ),
        "areas": (
            "les zones sont l’étalement autour d’une ascension ; l’erreur possible de ses "
            "distances est dite à côté"
        ),
        "fairing": "la coiffe part dès qu’elle le peut ou plus tard, de 15 s (demi-normale)",
        "bodies": (
            "corps en culbute, coefficient de traînée 1 à un facteur 1,6 près ; aucune pièce ne "
            "brûle"
        ),
        "wind": "vent tiré autour de zéro, 5 m/s au sol à 20 m/s à 11 km (écarts-types)",
        "every": (
            "chaque ascension volée depuis le pas de tir : débit 1 %, impulsion spécifique, "
            "chargement et masse 0,3 %, attitude 0,4 degré, traînée 10 %, vent de la climatologie, "
            "coiffe en retard de quelque 15 s (écarts-types)"
        ),
        "steering": "pilotage selon la part de chaque phase : un lanceur guidé s’étale moins",
        "plan": "le plan",
        "record": "les retombées de {count} lanceurs",
        "residuals": "résidus {speed} m/s et {height} km rms ; grandeurs en SI, radians",
        "predicted": "prédit avec une bande à 90 %, apprise de {count} autres vols",
        "beside": (
            "{said} ; dès T+60 s la retransmission est à {speed} % et {height} km près, {speeds} % "
            "de ses vitesses et {heights} % de ses altitudes dans la bande"
        ),
        "outside": (
            "la retransmission sort de la bande : {inside} % de ses vitesses sont dedans, le plus "
            "grand écart est de {off} %. Est-ce bien {vehicle} qui a volé, ses événements et sa "
            "charge utile sont-ils justes ?"
        ),
        "caveat": (
            "les distances séparent des positions SGP4, bonnes à environ 1 km à leur époque et "
            "perdant 1 à 3 km par jour en orbite basse ; elles n’ont pas de covariance, aucune "
            "probabilité de collision n’est donc donnée"
        ),
    },
    "ko": {
        "best": "알려진 단들의 최적 상승이며, 그날 실제로 난 상승이 아님",
        "spread": (
            "상태의 흩어짐: 속력 1.5 %, 경로각 0.9도, 1.5 km; 그로 인한 진행 방향 흩어짐은 "
            "공시 구역 여덟 곳의 중간쯤임 (5분의 1에서 2.4배)"
        ),
        "areas": "구역은 한 상승 둘레의 흩어짐이며, 거리의 오차는 따로 적음",
        "fairing": "페어링은 떨어질 수 있는 때나 그 뒤 15초쯤에 떨어짐 (반정규)",
        "bodies": "구르는 물체, 항력 계수 1 (1.6배 안); 타 없어지는 조각은 없음",
        "wind": "바람은 0 둘레에서 뽑음, 땅에서 5 m/s, 11 km에서 20 m/s (표준편차)",
        "every": (
            "상승마다 발사대에서 날림: 유량 1 %, 비추력·적재·질량 0.3 %, 자세 0.4도, 항력 10 %, "
            "기후 바람, 페어링 15초쯤 늦음 (표준편차)"
        ),
        "steering": "조종은 구간마다의 몫으로: 유도되는 발사체는 덜 흩어짐",
        "plan": "계획",
        "record": "발사체 {count}종의 기록",
        "residuals": "잔차 {speed} m/s, {height} km rms; 값은 SI, 라디안",
        "predicted": "다른 비행 {count}회에서 배운 90 % 띠로 예측",
        "beside": (
            "{said}; T+60초부터 중계는 {speed} %, {height} km 안이고 속력의 {speeds} %와 고도의 "
            "{heights} %가 띠 안"
        ),
        "outside": (
            "중계가 띠를 벗어남: 속력의 {inside} %가 안에 있고 가장 큰 차이는 {off} %. "
            "정말 {vehicle}이(가) 날았고 사건과 탑재 질량이 맞는지?"
        ),
        "caveat": (
            "거리는 SGP4 위치 사이의 것으로, 기준 시각에서 1 km쯤 맞고 낮은 궤도에서 하루 1~3 km씩 "
            "나빠짐; 공분산이 없어 충돌 확률은 내지 않음"
        ),
    },
}
SAY = speaker(TEXTS)
