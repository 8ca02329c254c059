"""`visviva track dossier`: options in, page and table out."""

import hashlib
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from visviva.cli.language import current, told
from visviva.cli.options import (
    AsOfOption,
    ElementsArgument,
    ElementsOption,
    ObjectOption,
    elements_source,
    moment,
    one_form,
)
from visviva.cli.output import (
    CsvFlag,
    JsonFlag,
    LangOption,
    OfflineFlag,
    SeedOption,
    emit,
    note,
    print_pairs,
    remark,
)
from visviva.cli.page import PageOption
from visviva.cli.sentences.track import SAY, repeat_words, signed

if TYPE_CHECKING:
    from visviva.analysis.dossier import Dossier


def dossier(
    file: ElementsArgument = None,
    elements: ElementsOption = None,
    report: PageOption = None,
    as_of: AsOfOption = None,
    wanted: ObjectOption = None,
    seed: SeedOption = 1,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    lang: LangOption = "en",
    offline: OfflineFlag = False,
) -> None:
    """All that a history tells, on one page.

    Identity, burns, decay, with pictures, as known at a date.

    Examples
    --------
      visviva track dossier history.tle --report dossier.html

      visviva track dossier --elements history.json --as-of 2024-06-30 --json
    """
    from visviva.analysis.dossier import DossierRequest, compile_dossier

    one_form(as_json=as_json, as_csv=as_csv)
    source = elements_source(file, elements, wanted)
    when, said = moment(as_of, "--as-of")
    if said:
        remark(said)
    found = compile_dossier(DossierRequest(source.content, when, wanted, seed, source.name))
    stored = isinstance(source.content, tuple)
    wanted = str(file) if stored and file is not None else wanted
    again = _command("" if stored else source.name, report, found, wanted, lang)
    payload = {**found.to_dict(), "reproduce": again}
    if report is not None:
        _write_page(report, found, source.content, source.name, payload, lang)
    emit(
        payload,
        rows=found.ROWS,
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: _table(payload),
    )
    if not as_json:
        for line in payload["warnings"]:
            remark(line)
        for part in payload["open"]:
            note(SAY("open", part=part["part"], reason=part["reason"]))
        if payload["rejected_count"]:
            note(SAY("rejected", count=(payload["rejected_count"], 0)))
    if report is not None:
        note(SAY("report", file=str(report)))


def _write_page(
    report: Path, found: "Dossier", content: Any, name: str, payload: dict[str, Any], lang: str
) -> None:
    from visviva.report.dossier_page import render_dossier, shown
    from visviva.report.files import without_folders
    from visviva.report.messages import catalogue
    from visviva.report.sheet import write_own

    if isinstance(content, tuple):  # of the store: its sets, figure by figure
        data = "\n".join(repr(one) for one in content).encode()
    else:
        data = content if isinstance(content, bytes) else content.read_bytes()
    again = without_folders(payload["reproduce"])
    page = render_dossier(
        found,
        source=Path(name).name,
        fingerprint=hashlib.sha256(data).hexdigest(),
        reproduce=again,
        lang=lang,
    )
    title = catalogue(lang)("sheet.title.track.dossier")
    write_own(
        report,
        page,
        payload,
        title=title,
        lang=lang,
        reproduce=again,
        shown=shown(payload, lang),
    )


def _command(
    name: str, report: Path | None, found: "Dossier", wanted: str | None, lang: str
) -> str:
    """The command that makes the page again, its date written out."""
    words = [
        "visviva",
        "track",
        "dossier",
        *([name] if name else []),
        "--as-of",
        found.as_of.iso(0),
    ]
    words += ["--object", wanted] if wanted else []
    words += ["--seed", str(found.seed)] if found.seed != 1 else []
    words += ["--report", str(report)] if report is not None else []
    words += ["--lang", lang] if lang != "en" else []
    return " ".join(shlex.quote(word) for word in words)


def _table(payload: dict[str, Any]) -> None:
    from visviva.cli.track.burns import burn_row

    identity = payload["identity"]
    rows = [("in short", payload["summary"])]
    if identity is not None and identity["repeat"] is not None:
        rows.append(("repeat cycle", repeat_words(identity["repeat"])))
    if identity is not None:
        drift = signed(identity["ltan_drift_min_per_year"], 1)
        rows.append(("node", SAY("node", ltan=identity["ltan"], drift=drift)))
    for burn in payload["maneuvers"][-12:]:
        seen = burn_row(burn, current())
        fields = {"speed": seen["m/s"], "purpose": seen["purpose"]}
        share = (100.0 * burn["confidence"], 0)
        label = told(SAY("burn", utc=seen["time UTC"]))
        rows.append((label, SAY("one-burn", **fields, share=share)))
    rows.append(("again", payload["reproduce"]))
    named = {"name": payload["name"], "number": str(payload["catalog_number"])}
    print_pairs(rows, SAY("as-of", **named, day=payload["as_of_utc"][:10]))
