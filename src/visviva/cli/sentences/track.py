"""What the commands about histories say: burns, identity, decay, approaches, a dossier."""

from collections.abc import Mapping
from typing import Any, Final

from visviva.core.message import LANGUAGES, Message, Texts, speaker
from visviva.core.numerals import number

TEXTS: Final[Texts] = {
    "en": {
        "burns": "{name}: {count} burns in {sets} sets",
        "burns-one": "{name}: one burn in {sets} sets",
        "burns-none": "{name}: no burn in {sets} sets",
        "sets": "{name} ({number}), {sets} sets",
        "as-of": "{name} ({number}), as of {day}",
        "rejected": "visviva: {count} sets of the file were rejected",
        "orbit": "{kind}, {perigee} × {apogee} km, {tilt}°, {period} min",
        "node": "{ltan}, drifts {drift} min a year",
        "repeat": "{revolutions} revolutions in {days} days, misses by {miss} km",
        "repeat-one-day": "{revolutions} revolutions in one day, misses by {miss} km",
        "repeat-equator-one-day": (
            "{revolutions} revolutions in one day, misses by {miss} km at the equator"
        ),
        "span": "{day} {perigee} × {apogee} km",
        "repeat-equator": (
            "{revolutions} revolutions in {days} days, misses by {miss} km at the equator"
        ),
        "eclipses": "{start} to {end}, up to {longest} min",
        "plane-fits": "{offset} deg off the {way} pass: fits a direct launch",
        "plane-bent": "{offset} deg off the {way} pass: needs a dog-leg or another hour",
        "decay": "Decay: 90 % interval, from what was known at the date",
        "down": "{title}; already down then ({share} % sure)",
        "later": "after 30 years",
        "one-burn": "{speed} m/s, {purpose}, {share} % sure",
        "burn": "burn {utc}",
        "open": "visviva: {part} stays open: {reason}",
        "report": "report: {file}",
        "whole": "all pairs",
        "approaches": (
            "{count} approaches within {within} km, {whose} of {objects} objects, {start} to {end}"
        ),
        "nearest": "the {shown} nearest of {count}; use --csv, --json or --export for all",
        "stopped": "and {count} more objects without a usable state for a part of the window",
        "written": "{count} conjunctions written to {file}",
        "stays": "{span}, {count} times",
        "before": "before",
        "after": "after",
    },
    "fr": {
        "burns": "{name} : {count} manœuvres dans {sets} jeux",
        "burns-one": "{name}\u00a0: une manœuvre dans {sets} jeux",
        "burns-none": "{name}\u00a0: aucune manœuvre dans {sets} jeux",
        "sets": "{name} ({number}), {sets} jeux",
        "as-of": "{name} ({number}), à la date du {day}",
        "rejected": "visviva: {count} jeux du fichier ont été rejetés",
        "orbit": "{kind}, {perigee} × {apogee} km, {tilt}°, {period} min",
        "node": "{ltan}, dérive de {drift} min par an",
        "repeat": "{revolutions} révolutions en {days} jours, à {miss} km près",
        "repeat-one-day": "{revolutions} révolutions en un jour, à {miss} km près",
        "repeat-equator-one-day": (
            "{revolutions} révolutions en un jour, à {miss} km près à l’équateur"
        ),
        "span": "{day} {perigee} × {apogee} km",
        "repeat-equator": (
            "{revolutions} révolutions en {days} jours, à {miss} km près à l’équateur"
        ),
        "eclipses": "{start} au {end}, jusqu’à {longest} min",
        "plane-fits": "à {offset}° du passage {way} : un lancement direct convient",
        "plane-bent": "à {offset}° du passage {way} : il faut un virage ou une autre heure",
        "decay": "Rentrée : intervalle à 90 %, d’après ce qui était connu à la date",
        "down": "{title} ; déjà rentré alors (sûr à {share} %)",
        "later": "après 30 ans",
        "one-burn": "{speed} m/s, {purpose}, sûr à {share} %",
        "burn": "manœuvre {utc}",
        "open": "visviva: {part} reste ouvert : {reason}",
        "report": "page : {file}",
        "whole": "toutes les paires",
        "approaches": (
            "{count} approches à moins de {within} km, {whose} parmi {objects} objets, de {start} "
            "à {end}"
        ),
        "nearest": (
            "les {shown} plus proches sur {count} ; --csv, --json ou --export les donnent toutes"
        ),
        "stopped": "et {count} autres objets sans état utilisable pour une part de l’intervalle",
        "written": "{count} approches écrites dans {file}",
        "stays": "{span}, {count} fois",
        "before": "avant",
        "after": "après",
    },
    "ko": {
        "burns": "{name}: 궤도 요소 {sets}개에서 분사 {count}번",
        "burns-one": "{name}: 궤도 요소 {sets}개에서 분사 한 번",
        "burns-none": "{name}: 궤도 요소 {sets}개에서 분사 없음",
        "sets": "{name} ({number}), 궤도 요소 {sets}개",
        "as-of": "{name} ({number}), {day} 기준",
        "rejected": "visviva: 파일의 궤도 요소 {count}개를 받아들이지 않았음",
        "orbit": "{kind}, {perigee} × {apogee} km, {tilt}°, {period}분",
        "node": "{ltan}, 한 해에 {drift}분 옮겨감",
        "repeat": "{days}일에 {revolutions}바퀴, 어긋남 {miss} km",
        "repeat-one-day": "하루에 {revolutions}바퀴, 어긋남 {miss} km",
        "repeat-equator-one-day": "하루에 {revolutions}바퀴, 적도에서 어긋남 {miss} km",
        "span": "{day} {perigee} × {apogee} km",
        "repeat-equator": "{days}일에 {revolutions}바퀴, 적도에서 어긋남 {miss} km",
        "eclipses": "{start}부터 {end}까지, 길게는 {longest}분",
        "plane-fits": "{way} 통과에서 {offset}°: 곧은 발사에 들어맞음",
        "plane-bent": "{way} 통과에서 {offset}°: 선회나 다른 시각이 필요함",
        "decay": "낙하: 90 % 구간, 그날 알려진 것으로",
        "down": "{title}; 그때 이미 떨어짐 ({share} % 확실)",
        "later": "30년 뒤",
        "one-burn": "{speed} m/s, {purpose}, {share} % 확실",
        "burn": "분사 {utc}",
        "open": "visviva: {part}: 답이 없음: {reason}",
        "report": "보고서: {file}",
        "whole": "모든 쌍",
        "approaches": (
            "{start}부터 {end}까지 물체 {objects}개 ({whose}), {within} km 안 접근 {count}번"
        ),
        "nearest": "{count}개 가운데 가까운 {shown}개; 전부는 --csv, --json, --export로",
        "stopped": "그 밖에 기간의 일부에서 쓸 상태가 없는 물체 {count}개",
        "written": "접근 {count}번을 {file}에 썼음",
        "stays": "{span}, {count}번",
        "before": "이전",
        "after": "이후",
    },
}
SAY = speaker(TEXTS)


def signed(value: float, decimals: int) -> dict[str, str]:
    """A figure with its sign, by language.

    Examples
    --------
    >>> signed(21.04, 1)["fr"], signed(-504.3, 1)["en"]
    ('+21,0', '−504.3')
    """
    sign = "" if value < 0 else "+"
    return {lang: sign + number(value, lang, decimals=decimals) for lang in LANGUAGES}


def repeat_words(cycle: Mapping[str, Any], key: str = "repeat") -> Message:
    """A repeat cycle as a dossier or an identity says it."""
    return SAY(
        f"{key}-one-day" if cycle["days"] == 1 else key,
        revolutions=(cycle["revolutions"], 0),
        days=f"{cycle['days']}",
        miss=(abs(cycle["miss_km"]), 1),
    )
