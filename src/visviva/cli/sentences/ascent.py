"""What `visviva launch payload`, `ascent`, `map` and `problem` say of a flight."""

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
        "again-orbit": "flown again by an independent integration{word}: {perigee} × {apogee} km, "
        "{tilt}°, {metres} m and {speed} m/s from the optimum",
        "margin-left": (
            "{vehicle} from {site} with {payload} kg: {unspent} m/s unspent by the optimum, "
            "reserves and losses beyond it take {mean} ± {sigma} m/s: {margin} m/s are left"
        ),
        "margin-short": (
            "{vehicle} from {site} with {payload} kg: {unspent} m/s unspent by the optimum, "
            "reserves and losses beyond it take {mean} ± {sigma} m/s: {margin} m/s short"
        ),
        "wrote": "wrote {file}",
        "no-answer": "{count} of {total} orbits have no answer",
        "remarks": "read as remarks: {keys}",
        "optimum": (
            "{name} = {value}, which changed by {change} from the mesh before ({sizes} intervals)"
        ),
        "checked": "flown again: {list} from the optimum",
        "starts": "{good} of {count} starts converged:",
        "known": "known optimum, as the file states it: {list}",
    },
    "fr": {
        "lifts": (
            "{vehicle} depuis {site} vers {perigee} × {apogee} km, {tilt}° : {payload} kg, "
            "intervalle à 90 % de {low} à {high} kg"
        ),
        "asked": "{lifts} ; {asked} kg : {share} %",
        "losses": (
            "pertes non modélisées {mean} ± {sigma} m/s ({basis}) ; {rate} kg par m/s ; masse au "
            "décollage {mass} t"
        ),
        "flown": "trajet : {note}",
        "flown-source": "trajet : {note} ({source})",
        "no-straight": "aucune ascension directe n’a été trouvée pour dire ce que coûte ce trajet",
        "price": "ce trajet coûte {price} m/s",
        "price-straight": (
            "ce trajet coûte {price} m/s ; tout droit, {straight} kg seraient emportés"
        ),
        "falls": "retombent, sans air, à partir du pas de tir : {falls}",
        "again-orbit": "volé à nouveau par une intégration indépendante{word}\u00a0: {perigee} × "
        "{apogee} km, {tilt}°, à {metres} m et {speed} m/s de l’optimum",
        "again": "volé à nouveau{word} : à {metres} m et {speed} m/s de l’optimum",
        "margin-left": (
            "{vehicle} depuis {site} avec {payload} kg : {unspent} m/s non dépensés par l’optimum, "
            "réserves et pertes au-delà en prennent {mean} ± {sigma} m/s : il reste {margin} m/s"
        ),
        "margin-short": (
            "{vehicle} depuis {site} avec {payload} kg : {unspent} m/s non dépensés par l’optimum, "
            "réserves et pertes au-delà en prennent {mean} ± {sigma} m/s : il manque {margin} m/s"
        ),
        "wrote": "{file} est écrit",
        "no-answer": "{count} orbites sur {total} sont sans réponse",
        "remarks": "lu comme remarques : {keys}",
        "optimum": (
            "{name} = {value}, changé de {change} depuis le maillage précédent ({sizes} "
            "intervalles)"
        ),
        "checked": "volé à nouveau : écarts à l’optimum {list}",
        "starts": "{good} départs sur {count} ont convergé :",
        "known": "optimum connu, tel que le fichier l’énonce : {list}",
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
        "again-orbit": "독립 적분으로 다시 날려 봄{word}: {perigee} × {apogee} km, {tilt}°, "
        "최적해에서 {metres} m, {speed} m/s",
        "again": "다시 날려 봄{word}: 최적해에서 {metres} m, {speed} m/s",
        "margin-left": (
            "{site}에서 {vehicle}, {payload} kg: 최적해가 남긴 {unspent} m/s에서 예비와 그 밖의 "
            "손실이 {mean} ± {sigma} m/s를 가져가 {margin} m/s가 남음"
        ),
        "margin-short": (
            "{site}에서 {vehicle}, {payload} kg: 최적해가 남긴 {unspent} m/s에서 예비와 그 밖의 "
            "손실이 {mean} ± {sigma} m/s를 가져가 {margin} m/s가 모자람"
        ),
        "wrote": "{file} 파일을 썼음",
        "no-answer": "궤도 {total}개 가운데 {count}개는 답이 없음",
        "remarks": "설명으로 읽음: {keys}",
        "optimum": "{name} = {value}, 앞선 격자에서 {change}만큼 달라짐 (구간 {sizes})",
        "checked": "다시 날려 봄: 최적해와의 차이 {list}",
        "starts": "출발점 {count}개 가운데 {good}개가 수렴:",
        "known": "파일에 적힌 알려진 최적값: {list}",
    },
}
SAY = speaker(TEXTS)
