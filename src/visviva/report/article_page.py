"""The page of an article: its claims in order beside their verdicts, in three languages.

Nothing is computed here; every text is escaped.
"""

from collections.abc import Mapping
from html import escape
from typing import Any, Final

from visviva.article.dossier import ArticleResult

_WORDS: Final = {
    "en": {
        "title": "What the article says, and what can be checked",
        "read": "Read in {language}; the article's own date: {date}.",
        "claim": "Claim",
        "kind": "Kind",
        "verdict": "Verdict",
        "why": "Finding, or why there is none",
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
        "read": "Lu en {language} ; date de l’article : {date}.",
        "claim": "Énoncé",
        "kind": "Genre",
        "verdict": "Verdict",
        "why": "Constat, ou pourquoi il n’y en a pas",
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
        "claim": "주장",
        "kind": "종류",
        "verdict": "판정",
        "why": "근거 또는 판정이 없는 까닭",
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


_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.5rem;border-bottom:1px solid #ccc}"
    ".yes{color:#05631f}.no{color:#a1121a}.marginal{color:#7a4a00}.none,.unknown{color:#555}"
    "td.v{font-weight:600;white-space:nowrap}small{color:#555}"
    "@media print{body{margin:0;font-size:11px}}"
)


def render_article(result: ArticleResult, *, lang: str = "en") -> str:
    """The page as HTML in one piece, without scripts or anything from elsewhere."""
    words = _WORDS[lang]
    date = result.own_date.isoformat() if result.own_date else "–"
    rows = "".join(_row(claim.row(lang), lang) for claim in result.claims)
    head = "".join(f"<th>{escape(words[k])}</th>" for k in ("claim", "kind", "verdict", "why"))
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(words['title'])}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(words['title'])}</h1>"
        f"<p>{escape(words['read'].format(language=result.language, date=date))}</p>"
        f"<p>{escape(words['limits'])}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></body></html>\n"
    )


def _row(row: dict[str, Any], lang: str) -> str:
    words = _WORDS[lang]
    state = row["verdict"] or "none"
    flags = [
        word
        for key, word in zip(
            ("negated", "conditional", "attributed"), words["said"].split(", "), strict=True
        )
        if row[key]
    ]
    kind = kind_name(row["kind"], lang)
    why = escape(row["finding"] or row["why_not"] or "")
    more = [row["source"] or ""]
    if row["study"]:
        settings = "".join(f" --set {s}" for s in row["settings"])
        suffix = ".toml" if row["own_study"] else ""
        more.append(f"visviva assess {row['study']}{suffix}{settings}")
    notes = "".join(f"<br><small>{escape(m)}</small>" for m in more if m)
    told = f"<br><small>{escape(', '.join(flags))}</small>" if flags else ""
    return (
        f"<tr><td>{escape(row['text'])}{told}</td><td>{escape(kind)}</td>"
        f'<td class="v {state}">{escape(verdict_name(row, lang))}</td><td>{why}{notes}</td></tr>'
    )
