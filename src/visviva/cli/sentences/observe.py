"""What the commands of `visviva observe` say."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "no-sooner": "from {time}",
        "no-later": "to {time}",
        "yes": "Yes",
        "no": "No",
        "unknown": "Cannot be told",
        "verdict": "{word}: {reason}.",
        "closest": (
            "Closest to {place} at {utc}, {offset} s from the claim (± {sigma} s), {off}° off "
            "nadir, {elevation}° high."
        ),
        "last-chance": "The last chance of a picture by day before it was at {utc}.",
        "sun-claimed": "Sun {sun}° at the claimed second.",
        "sun-claimed-local": "Sun {sun}° at the claimed second, {local} there.",
        "sun-then": "Sun {sun}° at that moment.",
        "luck": (
            "Elements {age} days away. A random time of those days would have fitted with a chance "
            "of {chance} %."
        ),
        "nothing-of-camera": (
            "A match says nothing about the camera, nor that a picture was taken."
        ),
        "passes": "{count} passes",
        "passes-one": "1 pass",
        "of": "{what} of {name}",
        "over": "{what} over {place}",
        "clocks": "{what} (clocks there: {zone})",
        "from": "{what} from {place}",
        "no-pass": "no pass in the window",
        "cut": "* cut: the pass was under way when the window opened or closed",
        "first-passes": (
            "the first {shown} of {count} passes; use --csv, --json or --export for all"
        ),
        "chance": "1 chance, {name} over {place}",
        "chances": "{count} chances, {name} over {place}",
        "no-chance": "No chance of a picture in that window.",
        "dark": (
            "{count} of them with the Sun below the horizon, so no picture by daylight; "
            "--min-sun-elevation-deg 0 leaves them out."
        ),
        "seen": "{objects} satellites see {share} % of the grid; knowing a gap to {step} s.",
        "day": "{what}, {first}",
        "days": "{what}, {first} to {last}",
        "visible": "{count} visible passes over {place}",
        "visible-one": "1 visible pass over {place}",
        "passes-written": "{count} passes written to {file}",
        "rows-written": "{count} positions written to {file}",
        "refused": "{place}: refused: {reason}",
        "more-refused": "and {count} more refused element sets",
        "reader": "At best a trained reader could {text}.",
        "open": "--at {given} is open for {span} s after {utc}",
        "offset-there": "{what} (clocks there: UTC{offset})",
    },
    "fr": {
        "no-sooner": "dès {time}",
        "no-later": "à {time}",
        "yes": "Oui",
        "no": "Non",
        "unknown": "On ne peut pas le dire",
        "verdict": "{word} : {reason}.",
        "closest": (
            "Au plus près de {place} le {utc}, à {offset} s de l’affirmation (± {sigma} s), {off}° "
            "du nadir, {elevation}° de hauteur."
        ),
        "last-chance": "La dernière occasion d’une image de jour avant cela était le {utc}.",
        "sun-claimed": "Soleil à {sun}° à la seconde affirmée.",
        "sun-claimed-local": "Soleil à {sun}° à la seconde affirmée, {local} sur place.",
        "sun-then": "Soleil à {sun}° à ce moment.",
        "luck": (
            "Éléments distants de {age} jours. Un instant tiré au sort de ces jours aurait convenu "
            "avec une chance de {chance} %."
        ),
        "nothing-of-camera": (
            "Une coïncidence ne dit rien de l’appareil, ni qu’une image a été prise."
        ),
        "passes": "{count} passages",
        "passes-one": "1 passage",
        "of": "{what} de {name}",
        "over": "{what} au-dessus de {place}",
        "clocks": "{what} (heure locale : {zone})",
        "from": "{what} vu de {place}",
        "no-pass": "aucun passage dans la fenêtre",
        "cut": "* cut : le passage était en cours à l’ouverture ou à la fin de la fenêtre",
        "first-passes": (
            "les {shown} premiers passages sur {count} ; --csv, --json ou --export les donnent tous"
        ),
        "chance": "1 occasion, {name} au-dessus de {place}",
        "chances": "{count} occasions, {name} au-dessus de {place}",
        "no-chance": "Aucune occasion d’image dans cette fenêtre.",
        "dark": (
            "{count} d’entre elles avec le Soleil sous l’horizon, donc sans image de jour ; "
            "--min-sun-elevation-deg 0 les omet."
        ),
        "seen": (
            "{objects} satellites voient {share} % de la grille ; un intervalle est connu à "
            "{step} s près."
        ),
        "day": "{what}, le {first}",
        "days": "{what}, du {first} au {last}",
        "visible": "{count} passages visibles au-dessus de {place}",
        "visible-one": "1 passage visible au-dessus de {place}",
        "passes-written": "{count} passages écrits dans {file}",
        "rows-written": "{count} positions écrites dans {file}",
        "refused": "{place}\u00a0: refusé\u00a0: {reason}",
        "more-refused": "et {count} autres jeux d’éléments refusés",
        "reader": "Au mieux, un lecteur entraîné pourrait {text}.",
        "open": "--at {given} est ouvert pendant {span} s après {utc}",
        "offset-there": "{what} (heure locale\u00a0: UTC{offset})",
    },
    "ko": {
        "no-sooner": "{time}부터",
        "no-later": "{time}까지",
        "yes": "예",
        "no": "아니요",
        "unknown": "알 수 없음",
        "verdict": "{word}: {reason}.",
        "closest": (
            "{place}에 가장 가까운 때는 {utc}, 주장과 {offset}초 차이(± {sigma}초), 연직 아래에서 "
            "{off}°, 고도각 {elevation}°."
        ),
        "last-chance": "그 전에 낮에 찍을 수 있었던 마지막 때는 {utc}.",
        "sun-claimed": "주장한 순간 태양 고도 {sun}°.",
        "sun-claimed-local": "주장한 순간 태양 고도 {sun}°, 현지 시각 {local}.",
        "sun-then": "그때 태양 고도 {sun}°.",
        "luck": (
            "궤도요소와 {age}일 차이. 그 날들의 임의의 순간이 우연히 들어맞을 확률은 {chance} %."
        ),
        "nothing-of-camera": (
            "시각이 맞는다고 해서 카메라의 성능이나 실제로 촬영했음을 뜻하지는 않는다."
        ),
        "passes": "통과 {count}회",
        "passes-one": "통과 1회",
        "of": "{name}의 {what}",
        "over": "{place} 상공 {what}",
        "clocks": "{what} (현지 시간대: {zone})",
        "from": "{place}에서 본 {what}",
        "no-pass": "그 기간에 통과가 없음",
        "cut": "* cut: 기간이 시작되거나 끝날 때 통과하는 중이었음",
        "first-passes": "통과 {count}회 가운데 처음 {shown}회; 전부는 --csv, --json, --export로",
        "chance": "{place} 상공 {name}의 촬영 기회 1회",
        "chances": "{place} 상공 {name}의 촬영 기회 {count}회",
        "no-chance": "그 기간에 촬영 기회가 없다.",
        "dark": (
            "그 가운데 {count}회는 해가 지평선 아래라 낮 사진을 찍을 수 없다; "
            "--min-sun-elevation-deg 0을 주면 뺀다."
        ),
        "seen": "위성 {objects}기가 격자의 {share} %를 본다; 간격은 {step}초까지 안다.",
        "day": "{what}, {first}",
        "days": "{what}, {first}부터 {last}까지",
        "visible": "{place} 상공에서 보이는 통과 {count}회",
        "visible-one": "{place} 상공에서 보이는 통과 1회",
        "passes-written": "통과 {count}회를 {file}에 썼음",
        "rows-written": "위치 {count}개를 {file}에 썼음",
        "refused": "{place}: 받아들이지 않음: {reason}",
        "more-refused": "그 밖에 받아들이지 않은 궤도 요소 {count}개",
        "reader": "숙련된 판독자가 기껏해야 할 수 있는 것: {text}.",
        "open": "--at {given}: {utc}부터 {span}초 동안으로 봄",
        "offset-there": "{what} (현지 시간대: UTC{offset})",
    },
}
SAY = speaker(TEXTS)
