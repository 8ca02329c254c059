"""What `visviva launch payload` and `ascent` say of a flight to orbit."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "lifts": (
            "{vehicle} from {site} to {perigee} × {apogee} km, {tilt}°: {payload} kg, 90 % "
            "interval {low} to {high} kg"
        ),
        "asked": "{lifts}; {asked} kg: {share}%",
        "losses": (
            "unmodelled losses {mean} ± {sigma} m/s ({basis}); {rate} kg per m/s; lift-off mass "
            "{mass} t"
        ),
        "flown": "flown {note}",
        "flown-source": "flown {note} ({source})",
        "no-straight": "no straight ascent was found to tell what that way costs",
        "price": "that way costs {price} m/s",
        "price-straight": "that way costs {price} m/s; straight, {straight} kg would be lifted",
        "falls": "come down without air, from the pad: {falls}",
        "again": "flown again{word}: {metres} m and {speed} m/s from the optimum",
    },
    "fr": {
        "lifts": (
            "{vehicle} depuis {site} vers {perigee} × {apogee} km, {tilt}° : {payload} kg, "
            "intervalle à 90 % de {low} à {high} kg"
        ),
        "asked": "{lifts} ; {asked} kg : {share} %",
        "losses": (
            "pertes non modélisées {mean} ± {sigma} m/s ({basis}) ; {rate} kg par m/s ; masse au "
            "décollage {mass} t"
        ),
        "flown": "trajet : {note}",
        "flown-source": "trajet : {note} ({source})",
        "no-straight": "aucune ascension directe n’a été trouvée pour dire ce que coûte ce trajet",
        "price": "ce trajet coûte {price} m/s",
        "price-straight": (
            "ce trajet coûte {price} m/s ; tout droit, {straight} kg seraient emportés"
        ),
        "falls": "retombent, sans air, à partir du pas de tir : {falls}",
        "again": "volé à nouveau{word} : à {metres} m et {speed} m/s de l’optimum",
    },
    "ko": {
        "lifts": (
            "{site}에서 {vehicle}, {perigee} × {apogee} km, {tilt}°: {payload} kg, 90 % 구간 "
            "{low}~{high} kg"
        ),
        "asked": "{lifts}; {asked} kg일 확률 {share} %",
        "losses": (
            "모형 밖 손실 {mean} ± {sigma} m/s ({basis}); m/s당 {rate} kg; 이륙 질량 {mass} t"
        ),
        "flown": "비행 경로: {note}",
        "flown-source": "비행 경로: {note} ({source})",
        "no-straight": "그 경로의 비용을 견줄 곧은 상승을 찾지 못했다",
        "price": "그 경로의 비용은 {price} m/s",
        "price-straight": "그 경로의 비용은 {price} m/s; 곧게 가면 {straight} kg을 올린다",
        "falls": "공기가 없을 때 발사대에서 떨어지는 거리: {falls}",
        "again": "다시 날려 봄{word}: 최적해에서 {metres} m, {speed} m/s",
    },
}
SAY = speaker(TEXTS)
