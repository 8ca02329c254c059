"""The evidence of an answer as one `.zip`: all that it takes to run it again and to compare.

Two runs with one seed give the same bytes: entries are in order and carry one date. No path of
the machine is in it. `visviva check FILE.zip` runs it again (`visviva.report.evidence_check`).

Limits: the archive holds the study, the facts it names and the answer; the program is named by its
version. Element sets in a file of one's own are told by hash and have to be put beside the study.
"""

import json
import platform
import shlex
import zipfile
from dataclasses import asdict, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import visviva
from visviva.assessment.answer import Assessment
from visviva.assessment.evidence import Evidence, evidence_of, sha256
from visviva.assessment.study_values import LoadedStudy
from visviva.core.message import localize, speaker
from visviva.export.files import atomic_write
from visviva.report.json_form import assessment_to_json
from visviva.report.messages import catalogue
from visviva.report.page import render_page

SCHEMA = "visviva.evidence/1"
STUDY, ANSWER, PAGE, MANIFEST, README = (
    "study.toml",
    "answer.json",
    "answer.html",
    "evidence.json",
    "README.txt",
)
#: The date of every entry: the first that a zip can tell.
DATE = (1980, 1, 1, 0, 0, 0)
#: What the figures come from besides the program.
LIBRARIES = ("numpy", "scipy", "numba", "sgp4", "pyerfa", "pymsis", "casadi")

TEXTS = {
    "en": {
        "readme": "{claim}\n\nVerdict: {verdict}\n\n"
        "Run it again and compare with the answer in this archive (FILE.zip, "
        "made with visviva {version}):\n\n"
        "    visviva check FILE.zip\n\n"
        "or, in the unpacked folder, run it alone:\n\n    {command}\n\n"
        "study.toml      the claim and what is known of the mission\n"
        "facts/          the facts that the study names, with their sources\n"
        "answer.json     the answer with every figure\n"
        "answer.html     the same, to be read\n"
        "evidence.json   versions, settings, and the SHA-256 of files and element sets\n",
        "missing": "\nPut these files beside study.toml first; they are not in the archive, for "
        "their owners may not allow it:\n\n{files}\n",
    },
    "fr": {
        "readme": "{claim}\n\nVerdict\u00a0: {verdict}\n\n"
        "Pour refaire le calcul et le comparer à la réponse de cette archive (FILE.zip, "
        "faite avec visviva {version})\u00a0:\n\n"
        "    visviva check FILE.zip\n\n"
        "ou, dans le dossier décompressé, pour refaire le calcul seul\u00a0:\n\n    {command}\n\n"
        "study.toml      l’affirmation et ce qu’on sait de la mission\n"
        "facts/          les fiches que l’étude nomme, avec leurs sources\n"
        "answer.json     la réponse avec tous ses chiffres\n"
        "answer.html     la même, à lire\n"
        "evidence.json   versions, réglages, SHA-256 des fichiers et des jeux d’éléments\n",
        "missing": "\nPlacez d’abord ces fichiers à côté de study.toml\u00a0; ils ne sont pas dans "
        "l’archive, car leurs propriétaires peuvent l’interdire\u00a0:\n\n{files}\n",
    },
    "ko": {
        "readme": "{claim}\n\n판정: {verdict}\n\n"
        "다시 계산하여 이 보관 파일(FILE.zip, visviva {version}으로 만듦)의 답과 비교하기:\n\n"
        "    visviva check FILE.zip\n\n"
        "압축을 푼 폴더에서 계산만 다시 하기:\n\n    {command}\n\n"
        "study.toml      주장과 임무에 대해 알려진 것\n"
        "facts/          연구가 지목한 자료와 그 출처\n"
        "answer.json     모든 수치가 담긴 답\n"
        "answer.html     읽기 위한 같은 답\n"
        "evidence.json   판, 설정, 파일과 궤도 요소의 SHA-256\n",
        "missing": "\n먼저 다음 파일을 study.toml 옆에 두어야 한다. 소유자가 허락하지 않을 수 "
        "있어 보관 파일에 넣지 않았다:\n\n{files}\n",
    },
}
say = speaker(TEXTS)


def write_evidence(
    path: Path, assessment: Assessment, loaded: LoadedStudy[Any], lang: str = "en"
) -> None:
    """Write the evidence of an answer.

    Parameters
    ----------
    path : Path
    assessment : Assessment
        The answer of `loaded`, with its changes.
    loaded : LoadedStudy
    lang : {"en", "fr", "ko"}
        Language of the page, of the sentences and of the word to the reader.

    Raises
    ------
    InputError
        If the path cannot be written, or the study names two files of one name.
    """
    entries = evidence_files(assessment, loaded, lang)
    with atomic_write(path, "wb") as stream, zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, entries[name])


def evidence_files(
    assessment: Assessment, loaded: LoadedStudy[Any], lang: str = "en"
) -> dict[str, bytes]:
    """The files of the evidence by their names in the archive."""
    evidence = evidence_of(loaded)
    command = _command(assessment.reproduce, loaded, evidence)
    # a shipped study is run by its name
    shown = assessment if loaded.folder is None else replace(assessment, reproduce=command)
    answer = json.dumps(
        assessment_to_json(shown, lang), ensure_ascii=False, indent=2, allow_nan=False
    )
    files = {
        STUDY: evidence.study,
        ANSWER: evidence.portable(answer) + "\n",
        PAGE: evidence.portable(render_page(shown, lang=lang)),
    }
    for fact in evidence.facts:
        files[fact.own or f"facts/{fact.kind}s/{fact.slug}.toml"] = fact.text
    files[README] = _readme(shown, evidence, command, lang)
    held = {key: text.encode() for key, text in files.items()}
    manifest = _manifest(assessment, evidence, command, lang)
    manifest["files"] = {key: sha256(data) for key, data in sorted(held.items())}
    held[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    return held


def _command(reproduce: str, loaded: LoadedStudy[Any], evidence: Evidence) -> str:
    """The command of an answer, for the study as it lies in the archive."""
    words = shlex.split(reproduce)
    return shlex.join([STUDY if w == loaded.origin else evidence.portable(w) for w in words])


def _readme(assessment: Assessment, evidence: Evidence, command: str, lang: str) -> str:
    t = catalogue(lang)
    text = say(
        "readme",
        claim=localize(assessment.claim, lang),
        verdict=t(f"verdict.{assessment.verdict}"),
        version=visviva.__version__,
        command=command,
    ).localize(lang)
    if evidence.files:
        rows = "\n".join(f"    {file.name}  sha256 {file.sha256}" for file in evidence.files)
        text += say("missing", files=rows).localize(lang)
    return text


def _manifest(
    assessment: Assessment, evidence: Evidence, command: str, lang: str
) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "name": assessment.name,
        "command": command,
        "settings": list(evidence.settings),
        "seed": assessment.seed,
        "samples": assessment.samples,
        "quick": "--quick" in shlex.split(command),
        "language": lang,
        "versions": {
            "visviva": visviva.__version__,
            "python": platform.python_version(),
            "machine": platform.machine(),
            **{name: _version(name) for name in LIBRARIES},
        },
        "facts": [
            {
                "kind": fact.kind,
                "slug": fact.slug,
                "own": bool(fact.own),
                "sha256": sha256(fact.text.encode()),
            }
            for fact in evidence.facts
        ],
        "element_sets": [asdict(row) for row in evidence.element_sets],
        "own_files": [asdict(file) for file in evidence.files],
    }


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None
