"""Why no return ends in a zone, in the languages of the program."""

from visviva.core.message import speaker

TEXTS = {
    "en": {
        "no-return": "no return of the next {days} days ends in {zone}: the nearest comes down "
        "{nearest} km from its centre, {outside} km outside{why}",
        "too-far-north": "; the zone lies {beyond} deg of latitude beyond the orbit's {reach} deg",
        "why.none": "",
        "too-high": "after a burn of {burn} m/s the ship never reaches {interface} km: the lowest "
        "point is {lowest} km up, {missing} km too high",
    },
    "fr": {
        "no-return": "aucun retour des {days} prochains jours ne finit dans {zone}\u00a0: le plus "
        "proche se pose à {nearest} km de son centre, {outside} km en dehors{why}",
        "too-far-north": "\u202f; la zone est à {beyond}° de latitude au-delà des {reach}° de "
        "l’orbite",
        "why.none": "",
        "too-high": "après un freinage de {burn} m/s, le vaisseau n’atteint jamais {interface} "
        "km\u00a0: son point le plus bas est à {lowest} km, {missing} km trop haut",
    },
    "ko": {
        "no-return": "앞으로 {days}일 동안 {zone}에 내리는 귀환이 없음: 가장 가까운 것도 중심에서 "
        "{nearest} km, 구역 밖 {outside} km에 내림{why}",
        "too-far-north": "; 구역이 궤도의 위도 {reach}°보다 {beyond}° 바깥에 있음",
        "why.none": "",
        "too-high": "{burn} m/s 감속 뒤에도 우주선이 {interface} km에 이르지 못함: 가장 낮은 점이 "
        "{lowest} km로 {missing} km 높음",
    },
}
#: Why, as a message: ``why(key, **arguments)``.
why = speaker(TEXTS)
