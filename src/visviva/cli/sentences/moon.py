"""What the commands about the Moon say."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "survives": "Survives the {days} days without upkeep; lowest {height} km.",
        "meets": "Meets the surface after {days} days without upkeep.",
        "sight": (
            "The Sun is in sight {sun} % of the time (longest shadow {shadow} min), the Earth "
            "{earth} % (longest without {hidden} min)."
        ),
        "upkeep": "Holding it costs about {speed} m/s a year.",
        "fitted": (
            "Fitted to {count} states within {fit} m rms; the others are met within {rest} m rms."
        ),
        "leaves-moon": "Leaves the Moon: from day {days} on it is not bound to it.",
        "starts": "Starts at {low} × {high} km, {tilt}° to the equator.",
        "starts-open": "Starts on an open path, {low} km at its lowest, {tilt}° to the equator.",
        "stays": "Stays within {band} km of its mean height throughout.",
        "leaves": "Leaves the band of {band} km about its mean height after {days} days.",
        "leaves-price": (
            "Leaves the band of {band} km about its mean height after {days} days; undoing that "
            "each time costs about {speed} m/s a year."
        ),
        "seen": "Within {angle}° of the nadir, {share} % of the surface was seen.",
        "span": "{low} to {high}",
        "road-unknown": "{road}: unknown, {reason}",
        "launcher-unknown": "{vehicle} from {site}, {road}: unknown, {reason}",
        "alive": (
            "{alive} of {count} geometries survive {days} days without upkeep: {share} % ({low} "
            "to {high} % at 90 %)."
        ),
        "fall-10": "one in ten within {days} days",
        "fall-50": "half within {days} days",
        "fall-90": "nine in ten within {days} days",
        "falls": "Of all geometries fall: {list}.",
    },
    "fr": {
        "survives": "Survit aux {days} jours sans entretien ; au plus bas à {height} km.",
        "meets": "Rencontre la surface après {days} jours sans entretien.",
        "sight": (
            "Le Soleil est en vue {sun} % du temps (plus longue ombre {shadow} min), la Terre "
            "{earth} % (au plus {hidden} min sans elle)."
        ),
        "upkeep": "La tenir coûte environ {speed} m/s par an.",
        "fitted": (
            "Ajustée à {count} états à {fit} m près (rms) ; les autres sont atteints à {rest} m "
            "près (rms)."
        ),
        "leaves-moon": "Quitte la Lune\u00a0: à partir du jour {days}, elle ne la retient plus.",
        "starts-open": "Part sur une trajectoire ouverte, au plus bas à {low} km, à {tilt}° de "
        "l’équateur.",
        "starts": "Part de {low} × {high} km, à {tilt}° de l’équateur.",
        "stays": "Reste à moins de {band} km de son altitude moyenne tout du long.",
        "leaves": (
            "Quitte la bande de {band} km autour de son altitude moyenne après {days} jours."
        ),
        "leaves-price": (
            "Quitte la bande de {band} km autour de son altitude moyenne après {days} jours ; "
            "l’y ramener chaque fois coûte environ {speed} m/s par an."
        ),
        "seen": "À moins de {angle}° du nadir, {share} % de la surface a été vu.",
        "span": "{low} à {high}",
        "road-unknown": "{road} : inconnu, {reason}",
        "launcher-unknown": "{vehicle} depuis {site}, {road} : inconnu, {reason}",
        "alive": (
            "{alive} géométries sur {count} survivent {days} jours sans entretien : {share} % "
            "({low} à {high} %, intervalle à 90 %)."
        ),
        "fall-10": "une sur dix en {days} jours",
        "fall-50": "la moitié en {days} jours",
        "fall-90": "neuf sur dix en {days} jours",
        "falls": "De toutes les géométries tombent : {list}.",
    },
    "ko": {
        "survives": "유지 없이 {days}일을 버틴다; 가장 낮게 {height} km.",
        "meets": "유지 없이 {days}일 뒤 표면에 닿는다.",
        "sight": (
            "태양이 보이는 시간 {sun} % (가장 긴 그림자 {shadow}분), 지구 {earth} % (가장 오래 "
            "가려진 시간 {hidden}분)."
        ),
        "upkeep": "유지하는 데 한 해에 약 {speed} m/s가 든다.",
        "fitted": "상태 {count}개에 {fit} m rms로 맞추었고, 나머지는 {rest} m rms로 맞는다.",
        "leaves-moon": "달을 떠난다: {days}일째부터 달에 묶여 있지 않다.",
        "starts-open": "열린 경로로 시작: 가장 낮게 {low} km, 적도에 대해 {tilt}°.",
        "starts": "{low} × {high} km, 적도에 {tilt}°에서 시작한다.",
        "stays": "내내 평균 높이에서 {band} km 안에 머문다.",
        "leaves": "{days}일 뒤 평균 높이 둘레 {band} km 띠를 벗어난다.",
        "leaves-price": (
            "{days}일 뒤 평균 높이 둘레 {band} km 띠를 벗어난다; 그때마다 되돌리면 한 해에 약 "
            "{speed} m/s가 든다."
        ),
        "seen": "직하점에서 {angle}° 안으로 표면의 {share} %를 보았다.",
        "span": "{low}~{high}",
        "road-unknown": "{road}: 모름, {reason}",
        "launcher-unknown": "{site}에서 {vehicle}, {road}: 모름, {reason}",
        "alive": (
            "기하 {count}개 가운데 {alive}개가 유지 없이 {days}일을 버틴다: {share} % (90 % 구간 "
            "{low}~{high} %)."
        ),
        "fall-10": "열에 하나는 {days}일 안",
        "fall-50": "절반은 {days}일 안",
        "fall-90": "열에 아홉은 {days}일 안",
        "falls": "모든 기하 가운데 떨어지는 몫: {list}.",
    },
}
SAY = speaker(TEXTS)
