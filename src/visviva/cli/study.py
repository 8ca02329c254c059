"""`visviva assess` and `visviva studies`."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.language import told
from visviva.cli.output import (
    CsvFlag,
    JsonFlag,
    LangOption,
    OfflineFlag,
    SeedOption,
    check_language,
    console,
    emit,
    note,
    print_csv,
    print_table,
    progress,
    to_json,
)
from visviva.cli.sentences.files import SAY as FILES
from visviva.errors import InputError

QuickFlag = Annotated[
    bool, typer.Option("--quick", help="Payload by velocity budget, without flying the ascent.")
]


def assess(
    study: Annotated[
        str | None, typer.Argument(help="Name of a shipped study, or the path of a study file.")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="PATH=VALUE", help="Set any path, such as launch.site=jiuquan."
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", help="Write the answer here: .html .pdf .md .json .zip."),
    ] = None,
    card: Annotated[
        Path | None,
        typer.Option("--card", help="Draw claim and verdict for a post: a .png of 1200 by 630."),
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    strict: Annotated[
        bool, typer.Option("--strict", help='Exit with 1 when the verdict is "no".')
    ] = False,
    seed: SeedOption = 1,
    samples: Annotated[
        int, typer.Option("--samples", min=100, max=1_000_000, help="Samples of the inputs.")
    ] = 4000,
    quick: QuickFlag = False,
    lang: LangOption = "en",
    offline: OfflineFlag = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a study file.")
    ] = False,
) -> int:
    """Answer a study: can this mission be what its owner says it is?"""
    if schema:
        from visviva.assessment.study import study_schema

        print(json.dumps(study_schema(), indent=2, ensure_ascii=False))
        return 0
    if study is None:
        raise InputError(
            "no study was named",
            advice="`visviva studies` lists those that ship; a file ends in .toml",
        )
    check_language(lang)
    if as_json and as_csv:
        raise InputError("both --json and --csv were asked for", advice="choose one")
    if report is not None:
        from visviva.report.files import ensure_report

        ensure_report(report)
    if card is not None:
        from visviva.report.card import ensure_card

        ensure_card(card, lang)
    from visviva.assessment.study import load_study

    loaded = load_study(study, tuple(settings or ()))
    answer = _answer(loaded, seed, samples, ascent=not quick)
    if as_json or as_csv:
        from visviva.report.json_form import assessment_to_json

        form = assessment_to_json(answer, lang)
        if as_json:
            print(to_json(form))
        else:
            print_csv(form["findings"])
    else:
        from visviva.report.text import render_text

        screen = console()
        screen.print(render_text(answer, width=screen.width, lang=lang))
    if report is not None:
        from visviva.report.files import write_report

        write_report(report, answer, loaded, lang)
        note(FILES("page", file=str(report)))
    if card is not None:
        from visviva.report.card import write_card

        write_card(card, answer, lang)
        note(FILES("card", file=str(card)))
    return 1 if strict and answer.verdict == "no" else 0


def _answer(loaded: Any, seed: int, samples: int, *, ascent: bool) -> Any:
    from visviva.assessment.run import assess as run

    with progress("assessing", total=1.0) as tell:
        return run(
            loaded,
            seed=seed,
            samples=samples,
            ascent=ascent,
            progress=lambda label, share: tell(share),
        )


def studies(
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    seed: SeedOption = 1,
    quick: QuickFlag = False,
    answer: Annotated[
        bool, typer.Option("--answer", help="Answer each of them, some minutes in all.")
    ] = False,
) -> None:
    """List the studies that ship with the program; with --answer or --quick, their verdicts too."""
    from visviva.assessment.study import load_study, study_names

    names, asked = study_names(), answer or quick
    found: dict[Any, tuple[str | None, float | None]] = {}
    if asked:
        from visviva.assessment.cores import on_all_cores
        from visviva.assessment.run import verdict_of

        with progress("answering the studies", total=1.0) as tell:
            questions = [(name, seed, not quick) for name in names]
            answers = on_all_cores(verdict_of, questions, lambda question, share: tell(share))
        found = {name: verdict for (name, _, _), verdict in answers.items()}
    rows = []
    for name in names:
        s = load_study(name).study.study
        verdict, probability = found.get(name, (None, None))
        rows.append(
            {
                "name": name,
                "verdict": verdict,
                "probability": probability,
                "claim": s.claim,
                "said_by": s.said_by,
                "said_on": s.said_on.isoformat(),
            }
        )
    columns = ("name", "verdict", "probability", "claim") if asked else ("name", "claim", "said_on")
    emit(
        {"schema": "visviva.studies/1", "answered": asked, "studies": rows},
        rows="studies",
        as_json=as_json,
        as_csv=as_csv,
        columns=None if as_csv else columns,
        table=lambda: print_table([row | {"claim": told(row["claim"])} for row in rows], columns),
    )
    if not asked:
        note(FILES("answer-one"))
