"""The page of an article: its claims in order beside their verdicts, in three languages.

Nothing is computed here; every text is escaped.
"""

import shlex
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import visviva
from visviva.article.dossier import ArticleResult
from visviva.report.messages import catalogue
from visviva.report.page import environment, links

_VERDICTS: Final = ("yes", "marginal", "no", "unknown")

_WORDS: Final = {
    "en": {
        "title": "What the article says, and what can be checked",
        "read": "Read in {language}; the article's own date: {date}.",
        "claims": "Its claims, one by one",
        "studies": "Run the studies again",
        "yes": "yes",
        "no": "no",
        "marginal": "in part",
        "unknown": "unknown",
        "none": "not checked",
        "study": "study",
        "said": "denied, conditional, attributed",
        "limits": "Verdicts are of each sentence as it stands, its negation included. "
        "Names and dates are found by lists and rules, without a language model.",
    },
    "fr": {
        "title": "Ce que dit l’article, et ce qui se vérifie",
        "read": "Lu en {language} ; date de l’article : {date}.",
        "claims": "Ses énoncés, un par un",
        "studies": "Refaire les études",
        "yes": "oui",
        "no": "non",
        "marginal": "en partie",
        "unknown": "inconnu",
        "none": "non vérifié",
        "study": "étude",
        "said": "nié, conditionnel, attribué",
        "limits": "Chaque verdict porte sur la phrase telle quelle, négation comprise. "
        "Noms et dates sont trouvés par listes et règles, sans modèle de langue.",
    },
    "ko": {
        "title": "기사의 주장과 검증 결과",
        "read": "읽은 언어: {language}, 기사 날짜: {date}.",
        "claims": "주장별 결과",
        "studies": "연구 다시 실행",
        "yes": "예",
        "no": "아니요",
        "marginal": "일부만",
        "unknown": "알 수 없음",
        "none": "검사하지 않음",
        "study": "연구",
        "said": "부정, 조건, 인용",
        "limits": "판정은 부정까지 포함한 문장 그대로에 대한 것이다. "
        "이름과 날짜는 언어 모델 없이 목록과 규칙으로 찾는다.",
    },
}
_KINDS: Final = {
    "fr": {
        "launch": "lancement",
        "orbit": "orbite",
        "satellite": "satellite",
        "crew": "équipage",
        "docking": "amarrage",
        "landing": "atterrissage",
        "failure": "échec",
        "debris": "débris",
        "distance": "distance",
        "schedule": "calendrier",
        "capability": "capacité",
        "politics": "politique",
        "other": "autre",
    },
    "ko": {
        "launch": "발사",
        "orbit": "궤도",
        "satellite": "위성",
        "crew": "유인",
        "docking": "도킹",
        "landing": "착륙",
        "failure": "실패",
        "debris": "잔해",
        "distance": "거리",
        "schedule": "일정",
        "capability": "능력",
        "politics": "정치",
        "other": "기타",
    },
}

#: Languages of articles, in the reader's own.
LANGUAGES: Final = {
    "en": {"en": "English", "fr": "French", "ko": "Korean", "ru": "Russian"},
    "fr": {"en": "anglais", "fr": "français", "ko": "coréen", "ru": "russe"},
    "ko": {"en": "영어", "fr": "프랑스어", "ko": "한국어", "ru": "러시아어"},
}


def verdict_name(row: Mapping[str, Any], lang: str) -> str:
    """How a claim came out, in the reader's words; a study that was not run is told by its name.

    Examples
    --------
    >>> verdict_name({"verdict": "no", "checkable": True, "study": None}, "fr")
    'non'
    """
    if row["verdict"] is None and row["checkable"] and row["study"]:
        return f"{_WORDS[lang]['study']} {row['study']}"
    return _WORDS[lang][row["verdict"] or "none"]


def kind_name(kind: str, lang: str) -> str:
    """The kind of a claim, in the reader's language.

    Examples
    --------
    >>> kind_name("docking", "fr"), kind_name("docking", "en")
    ('amarrage', 'docking')
    """
    return _KINDS.get(lang, {}).get(kind, kind)


def render_article(result: ArticleResult, *, lang: str = "en") -> str:
    """The page as HTML in one piece, without scripts or anything from elsewhere.

    Parameters
    ----------
    result : ArticleResult
    lang : {"en", "fr", "ko"}
        Of the page; what the article says stays in its own language.
    """
    words = _WORDS[lang]
    date = result.own_date.isoformat() if result.own_date else "–"
    given = [claim.row(lang) for claim in result.claims]
    rows = [_shown(row, lang) for row in given]
    studies: dict[str, list[str]] = {}
    for row in given:
        if row["study"]:
            commands = studies.setdefault(row["study"], [])
            commands += [command for command in [_command(row)] if command not in commands]
    found = Counter(row["tone"] for row in rows)
    states = (*(v for v in _VERDICTS if found[v]), "")
    return (
        environment()
        .get_template("article.html.j2")
        .render(
            t=catalogue(lang),
            lang=lang,
            language=result.language,
            words=words,
            version=visviva.__version__,
            read=words["read"].format(language=LANGUAGES[lang][result.language], date=date),
            counts=[(state, words[state or "none"], found[state]) for state in states],
            rows=rows,
            studies=studies,
            made=catalogue(lang)("footer.made", version=visviva.__version__),
            links=links,
        )
    )


def _shown(row: Mapping[str, Any], lang: str) -> dict[str, str]:
    """A claim as the page places it; `tone` is its verdict, empty where it has none."""
    flags = zip(
        ("negated", "conditional", "attributed"), _WORDS[lang]["said"].split(", "), strict=True
    )
    return {
        "text": row["text"],
        "kind": kind_name(row["kind"], lang),
        "flags": ", ".join(word for key, word in flags if row[key]),
        "tone": row["verdict"] or "",
        "word": verdict_name(row, lang),
        "why": row["finding"] or row["why_not"] or "",
        "source": row["source"] or "",
        "study": row["study"] or "",
    }


def _command(row: Mapping[str, Any]) -> str:
    """What answers the claim's study again."""
    settings = (word for setting in row["settings"] for word in ("--set", setting))
    suffix = ".toml" if row["own_study"] else ""
    return shlex.join(["visviva", "assess", f"{row['study']}{suffix}", *settings])


def shown(result: ArticleResult, *, lang: str = "en") -> dict[str, Any]:
    """What the Markdown of an article shows: its claims with their verdicts, not its text."""
    return {
        "language": result.to_dict()["language"],
        "article_date": result.own_date.isoformat() if result.own_date else None,
        "claims": [
            {
                "claim": row["text"],
                "kind": kind_name(row["kind"], lang),
                "verdict": verdict_name(row, lang),
                "finding": row["finding"] or row["why_not"],
                "study": row["study"],
            }
            for row in (claim.row(lang) for claim in result.claims)
        ],
    }
