"""What `visviva facts` and `visviva read` say beside their tables."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "range": "{low} to {high}",
        "stated": "Stated, outside physics: “{text}” ({who}; {source}, {day})",
        "open": "Open: {question}",
        "recalled": (
            "Figures marked recalled are leads, not references: check them in the source named."
        ),
        "own-date": "the article's own date is taken as {day} ({origin})",
        "own-date.dateline": "dateline",
        "own-date.file name": "file name",
        "own-date.latest day in the text": "latest day in the text",
        "no-date": (
            "the article's own date is not known: months without a year are left; give --date"
        ),
    },
    "fr": {
        "range": "{low} à {high}",
        "stated": (
            "Déclaré, hors physique\u00a0: «\u00a0{text}\u00a0» ({who}\u00a0; {source}, {day})"
        ),
        "open": "Ouvert\u00a0: {question}",
        "recalled": (
            "Les chiffres marqués «\u00a0de mémoire\u00a0» sont des pistes, non des "
            "références\u00a0: à vérifier dans la source nommée."
        ),
        "own-date": "la date de l’article est prise au {day} ({origin})",
        "own-date.dateline": "en tête de l’article",
        "own-date.file name": "nom du fichier",
        "own-date.latest day in the text": "dernier jour cité dans le texte",
        "no-date": (
            "la date de l’article n’est pas connue\u00a0: les mois sans année sont laissés\u00a0; "
            "donnez --date"
        ),
    },
    "ko": {
        "range": "{low}~{high}",
        "stated": "물리 밖의 공표 사실: ‘{text}’ ({who}; {source}, {day})",
        "open": "미해결: {question}",
        "recalled": "‘기억’으로 표시된 수치는 참고 문헌이 아닌 실마리다. 밝힌 출처에서 확인할 것.",
        "own-date": "기사 날짜를 {day}로 봄({origin})",
        "own-date.dateline": "기사 머리",
        "own-date.file name": "파일 이름",
        "own-date.latest day in the text": "본문에서 가장 늦은 날",
        "no-date": "기사 날짜를 알 수 없어 연도 없는 달은 그대로 둠. --date를 줄 것",
    },
}
SAY = speaker(TEXTS)
