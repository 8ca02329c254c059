"""How a payload was computed, in words."""

from visviva.core.message import speaker

TEXTS = {
    "en": {
        "budget": "velocity budget: rocket equation over the stages, losses calibrated on a "
        "published payload of the same vehicle (a flown one is a floor), one loss figure for "
        "every orbit",
        "budget.others": "velocity budget: rocket equation over the stages, losses within the "
        "span met over other launchers",
        "ascent": "optimal ascent by direct collocation, flown again by an independent "
        "integrator; one unmodelled delta-v, {basis}; spreads of the figures carried along its "
        "sensitivities",
        "ascent.beyond": "the payload is flown (optimal ascent by direct collocation); no ascent "
        "with this craft on top was found, so the velocity missing is that of the rocket equation "
        "from that payload",
        "ascent.out": "optimal ascent by direct collocation: {missing} m/s are missing even with "
        "nothing on top",
        "ascent.none": "{budget}; no optimal ascent: {reason}",
        "row": "{payload} kg to {tilt}° from {site} ({source})",
        "row.flown": "{payload} kg to {tilt}° ({source})",
        "row.floors": "{count} flights of the launch list (GCAT): no more can be lost than the "
        "most telling of them left",
        "unmodelled": "unmodelled delta-v {basis}; docs, launch-ascent",
    },
    "fr": {
        "budget": "bilan de vitesse\u00a0: équation de la fusée sur les étages, pertes calées sur "
        "une charge utile publiée du même lanceur (une charge emportée est un minimum), une seule "
        "perte pour toute orbite",
        "budget.others": "bilan de vitesse\u00a0: équation de la fusée sur les étages, pertes "
        "dans la plage d’autres lanceurs",
        "ascent": "ascension optimale par collocation directe, rejouée par un intégrateur "
        "indépendant\u202f; un delta-v non modélisé, {basis}\u202f; dispersions portées par ses "
        "sensibilités",
        "ascent.beyond": "la charge utile est calculée (ascension optimale par collocation "
        "directe)\u202f; aucune ascension avec cet engin n’a été trouvée\u00a0: la vitesse qui "
        "manque est celle de l’équation de la fusée depuis cette charge",
        "ascent.out": "ascension optimale par collocation directe\u00a0: il manque {missing} m/s "
        "même à vide",
        "ascent.none": "{budget}\u202f; pas d’ascension optimale\u00a0: {reason}",
        "row": "{payload} kg à {tilt}° depuis {site} ({source})",
        "row.flown": "{payload} kg à {tilt}° ({source})",
        "row.floors": "{count} vols de la liste des lancements (GCAT)\u00a0: il ne peut se perdre "
        "plus que ce que le plus parlant d’entre eux a laissé",
        "unmodelled": "delta-v non modélisé, {basis}\u202f; docs, launch-ascent",
    },
    "ko": {
        "budget": "속도 수지: 각 단의 로켓 방정식, 같은 발사체의 공개 탑재량에 맞춘 손실(실제 "
        "비행한 탑재량은 하한), 모든 궤도에 하나의 손실값",
        "budget.others": "속도 수지: 각 단의 로켓 방정식, 다른 발사체들에서 나타난 범위의 손실",
        "ascent": "직접 배치법에 의한 최적 상승, 독립된 적분기로 다시 비행; 모형화하지 않은 "
        "delta-v 하나, {basis}; 수치의 폭은 그 민감도를 따라 전달",
        "ascent.beyond": "탑재량은 계산된 상승(직접 배치법)에서 얻음; 이 우주선을 실은 상승은 찾지 "
        "못했으므로 부족한 속도는 그 탑재량에서 로켓 방정식으로 구함",
        "ascent.out": "직접 배치법에 의한 최적 상승: 빈 채로도 {missing} m/s 부족",
        "ascent.none": "{budget}; 최적 상승 없음: {reason}",
        "row": "{site}에서 {tilt}°로 {payload} kg({source})",
        "row.flown": "{tilt}°로 {payload} kg({source})",
        "row.floors": "발사 목록의 비행 {count}회(GCAT): 그 가운데 가장 많은 것을 말해 주는 비행이 "
        "남긴 것보다 더 잃을 수는 없다",
        "unmodelled": "모형화하지 않은 delta-v, {basis}; docs, launch-ascent",
    },
}
say = speaker(TEXTS)
