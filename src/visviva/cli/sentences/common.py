"""What several commands say."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "none": "none found",
        "left-out": "left out for want of room: {columns}; --csv and --json have all",
        "wrote": "visviva: wrote {file}",
        "on-both": "stands on Earth orientation of {day} (age {age} d) and space weather of "
        "{other} (age {other_age} d)",
        "on-orientation": "stands on Earth orientation of {day} (age {age} d)",
        "on-weather": "stands on space weather of {day} (age {age} d)",
        "first-rows": "the first {shown} of {count} rows; use --csv, --json or --export for all",
        "still": "visviva: still at work after {seconds} s{about}; Ctrl-C ends it",
    },
    "fr": {
        "none": "rien de trouvé",
        "left-out": "omis faute de place : {columns} ; --csv et --json donnent tout",
        "wrote": "visviva: {file} est écrit",
        "on-both": "repose sur l’orientation de la Terre au {day} (âge\u00a0: {age} j) et la "
        "météo spatiale au {other} (âge\u00a0: {other_age} j)",
        "on-orientation": "repose sur l’orientation de la Terre au {day} (âge\u00a0: {age} j)",
        "on-weather": "repose sur la météo spatiale au {day} (âge\u00a0: {age} j)",
        "first-rows": (
            "les {shown} premières lignes sur {count} ; --csv, --json ou --export les donnent "
            "toutes"
        ),
        "still": "visviva: toujours au travail après {seconds} s{about} ; Ctrl-C y met fin",
    },
    "ko": {
        "none": "찾은 것이 없음",
        "left-out": "자리가 모자라 뺀 열: {columns}; 전부는 --csv와 --json에 있음",
        "wrote": "visviva: {file} 파일을 썼음",
        "on-both": "근거: {day}의 지구 자세({age}일 경과), {other}의 우주 기상({other_age}일 경과)",
        "on-orientation": "근거: {day}의 지구 자세({age}일 경과)",
        "on-weather": "근거: {day}의 우주 기상({age}일 경과)",
        "first-rows": "{count}행 가운데 처음 {shown}행; 전부는 --csv, --json, --export로",
        "still": "visviva: {seconds}초째 계산 중{about}; 그만두려면 Ctrl-C",
    },
}
SAY = speaker(TEXTS)

#: What a long run is at work on, as its bar or its line names it.
WORK: Final[Texts] = {
    "en": {
        "answering again": "answering again",
        "answering the studies": "answering the studies",
        "assessing": "assessing",
        "compiling": "compiling",
        "conjunctions": "conjunctions",
        "coverage": "coverage",
        "flying the geometries": "flying the geometries",
        "flying": "flying",
        "passes": "passes",
        "payload map": "payload map",
        "running the studies": "running the studies",
    },
    "fr": {
        "answering again": "nouvelle réponse",
        "answering the studies": "réponse aux études",
        "assessing": "évaluation",
        "compiling": "compilation",
        "conjunctions": "rapprochements",
        "coverage": "couverture",
        "flying the geometries": "vol des géométries",
        "flying": "vol",
        "passes": "passages",
        "payload map": "carte de charge utile",
        "running the studies": "études en cours",
    },
    "ko": {
        "answering again": "다시 답하는 중",
        "answering the studies": "연구에 답하는 중",
        "assessing": "평가",
        "compiling": "컴파일",
        "conjunctions": "접근",
        "coverage": "관측 범위",
        "flying the geometries": "기하별 비행",
        "flying": "비행",
        "passes": "통과",
        "payload map": "탑재량 지도",
        "running the studies": "연구 실행",
    },
}


def work_name(label: str, lang: str) -> str:
    """The work at hand in a language; a label that no list knows stays as it is.

    Examples
    --------
    >>> work_name("payload map", "fr"), work_name("frobnication", "fr")
    ('carte de charge utile', 'frobnication')
    """
    return WORK.get(lang, {}).get(label, label)
