"""Study files of the claims of an article: kept with `--studies`, run again with `assess`."""

import json
import re
from datetime import date

from visviva.article.dossier import ArticleResult, Claim
from visviva.article.rules.case import said


def study_files(result: ArticleResult) -> dict[str, str]:
    """Study files of the claims that name one: text by file name."""
    from importlib.resources import files

    from visviva.assessment.study import load_study

    out: dict[str, str] = {}
    for claim in result.claims:
        study = claim.check.study
        if not study or not claim.check.checkable:
            continue
        name = "-".join([study, *(s.partition("=")[2] for s in claim.check.settings)])
        if f"{name}.toml" in out:
            continue
        if claim.check.body:
            out[f"{name}.toml"] = claim.check.body
            continue
        text = (files("visviva.assessment") / "studies" / f"{study}.toml").read_text("utf-8")
        out[f"{name}.toml"] = _own_words(text, name, claim, result.own_date)
        load_study(study, claim.check.settings)
    return out


def _own_words(text: str, name: str, claim: Claim, said_on: date | None) -> str:
    """A shipped study with the claim in the article's words and the names that it gives."""
    quoted = json.dumps(" ".join(claim.said.text.split()), ensure_ascii=False)
    text = re.sub(r'(?m)^name = ".*"$', lambda _: f'name = "{name}"', text, count=1)
    text = re.sub(r"(?m)^claim\.en = .*$", lambda _: f"claim.en = {quoted}", text)
    text = re.sub(r"(?m)^claim\.(?:fr|ko) = .*\n", "", text)
    # who said the shipped claim, when and where, is not who says this one
    text = re.sub(r"(?m)^said_(?:by\.(?:fr|ko)|on)\b.*\n", "", text)
    text = re.sub(r"(\[study\]\n(?:(?!\[).*\n)*?)source = .*\n", r"\1", text, count=1)
    text = re.sub(r"(?m)^said_by\.en = .*\n", lambda _: said(said_on), text, count=1)
    for setting in claim.check.settings:
        path, _, value = setting.partition("=")
        table, _, key = path.partition(".")
        text = re.sub(
            rf'(?ms)^(\[{table}\]\n(?:(?!^\[).)*?^{key} = )"[^"]*"',
            rf'\g<1>"{value}"',
            text,
            count=1,
        )
    return text
