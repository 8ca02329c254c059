"""Running evidence again: `visviva check FILE.zip` answers its study once more and compares.

Limits: figures may differ by one part in a million from machine to machine, and are then the same
here; another version of the program or of a library may move them by more, which is told.
"""

import json
import math
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from visviva.assessment.check_file import CheckResult
from visviva.assessment.evidence import evidence_of, sha256
from visviva.assessment.run import assess
from visviva.assessment.study import load_study
from visviva.data.catalogue import Catalogue, read_kind
from visviva.errors import InputError
from visviva.report.evidence import ANSWER, MANIFEST, SCHEMA, STUDY
from visviva.report.json_form import assessment_to_json

#: The most that a file of the archive may hold unpacked, bytes, and the most files.
LARGEST, MOST = 8_000_000, 200
#: Relative difference below which two figures are one.
SAME = 1e-6
#: Differences that are listed.
MOST_TOLD = 20
#: Where the study lies is no part of the answer.
_LEFT_OUT = {"reproduce"}


def check_evidence(
    path: Path, *, progress: Callable[[str, float], None] | None = None
) -> CheckResult:
    """Answer the study of an archive again and list what differs.

    Parameters
    ----------
    path : Path
        What `--report FILE.zip` wrote.
    progress : callable, optional
        Told what is being done and the share done, 0 to 1.

    Returns
    -------
    CheckResult
        ``kind`` is ``evidence``; no problems where the answer is the same.

    Raises
    ------
    InputError
        If it is no evidence, or was damaged.
    """
    files = _unpacked(path)
    manifest, answer = _json_of(files, MANIFEST, path), _json_of(files, ANSWER, path)
    if manifest.get("schema") != SCHEMA:
        raise InputError(
            f"the evidence is of the form {manifest.get('schema')!r}, which is not known here",
            advice=f"{SCHEMA} is; another version of visviva may know it",
            place=str(path),
        )
    problems = [*_damage(files, manifest)]
    if not problems:
        problems = [*_other_facts(manifest), *_again(files, manifest, answer, path, progress)]
    return CheckResult(str(path), "evidence", tuple(problems[:MOST_TOLD]))


def _unpacked(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            if len(infos) > MOST or any(i.file_size > LARGEST for i in infos):
                raise InputError(
                    "the archive holds more than evidence does",
                    advice=f"at most {MOST} files of {LARGEST // 1_000_000} MB",
                    place=str(path),
                )
            return {i.filename: archive.read(i) for i in infos}
    except FileNotFoundError as err:
        raise InputError("no such file", advice="check its name", place=str(path)) from err
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as err:
        raise InputError(
            f"the archive cannot be read ({err})",
            advice="`visviva assess STUDY --report FILE.zip` writes one",
            place=str(path),
        ) from err


def _json_of(files: dict[str, bytes], name: str, path: Path) -> dict[str, Any]:
    try:
        value = json.loads(files[name])
        if STUDY in files and isinstance(value, dict):
            return value
    except (KeyError, ValueError, RecursionError):
        pass
    raise InputError(
        f"no evidence of an answer: {name} or {STUDY} is missing or damaged",
        advice="`visviva assess STUDY --report FILE.zip` writes one",
        place=str(path),
    )


def _problem(path: str | None, message: str, advice: str | None = None) -> dict[str, Any]:
    return {"line": None, "path": path, "message": message, "advice": advice}


def _damage(files: dict[str, bytes], manifest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    told = manifest.get("files")
    for name, digest in (told if isinstance(told, dict) else {}).items():
        if name not in files or sha256(files[name]) != digest:
            yield _problem(name, "is not the file that was written", "the archive was changed")


def _other_facts(manifest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    known = Catalogue.bundled()
    for row in manifest.get("facts", ()):
        if row.get("own"):
            continue
        slug, kind = str(row.get("slug")), read_kind(str(row.get("kind")))
        entry = next((e for e in known.entries(kind) if e.slug == slug), None)
        if entry is None or sha256(entry.path.read_bytes()) != row.get("sha256"):
            yield _problem(
                f"facts/{kind}s/{slug}.toml",
                "the fact that ships with this program is another",
                f"the answer was made with visviva {manifest.get('versions', {}).get('visviva')}",
            )


def _again(
    files: dict[str, bytes],
    manifest: dict[str, Any],
    answer: dict[str, Any],
    path: Path,
    progress: Callable[[str, float], None] | None,
) -> Iterator[dict[str, Any]]:
    """Differences of the answer made again."""
    with tempfile.TemporaryDirectory(prefix="visviva-") as name:
        folder = Path(name)
        for file in (f for f in files if f == STUDY or _is_own(f)):
            (folder / file).write_bytes(files[file])
        for row in manifest.get("own_files", ()):
            beside = path.parent / PurePosixPath(str(row.get("name"))).name
            if not beside.is_file() or sha256(beside.read_bytes()) != row.get("sha256"):
                yield _problem(
                    beside.name,
                    "is not beside the archive, or is another file",
                    f"its SHA-256 is {row.get('sha256')}",
                )
                return
            (folder / beside.name).write_bytes(beside.read_bytes())
        settings = _settings(manifest, folder)
        loaded = load_study(folder / STUDY, settings)
        found = assess(
            loaded,
            seed=int(manifest.get("seed", 1)),
            samples=int(manifest.get("samples", 4000)),
            ascent=not manifest.get("quick", False),
            progress=progress,
        )
        evidence = evidence_of(loaded)
        form = assessment_to_json(found, str(manifest.get("language", "en")))
        form = json.loads(evidence.portable(json.dumps(form)).replace(f"{folder}/", ""))
    yield from differences(answer, form)


def _is_own(name: str) -> bool:
    """Whether an entry is a fact of one's own: a TOML file beside the study, and nowhere else."""
    return name.endswith(".toml") and PurePosixPath(name).name == name and "\\" not in name


def _settings(manifest: dict[str, Any], folder: Path) -> tuple[str, ...]:
    """Settings as they were; a file that one names is the one in `folder`."""
    settings = []
    for setting in map(str, manifest.get("settings", ())):
        path, equals, value = setting.partition("=")
        own = folder / value if _is_own(value) else None
        settings.append(f"{path}{equals}{own if own is not None and own.is_file() else value}")
    return tuple(settings)


def differences(before: Any, after: Any, path: str = "") -> Iterator[dict[str, Any]]:
    """Where two JSON values differ, by dotted path.

    Examples
    --------
    >>> [d["message"] for d in differences({"a": [1.0, 2.0]}, {"a": [1.0, 2.5]})]
    ['2.0 in the evidence, 2.5 now']
    >>> list(differences({"a": 1.0}, {"a": 1.0 + 1e-9}))
    []
    """
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after} - _LEFT_OUT):
            yield from differences(before.get(key), after.get(key), f"{path}.{key}".lstrip("."))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for k, pair in enumerate(zip(before, after, strict=True)):
            yield from differences(*pair, f"{path}[{k}]")
    elif not _same(before, after):
        yield _problem(path, f"{_short(before)} in the evidence, {_short(after)} now")


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, float) and isinstance(after, float | int):
        return math.isclose(before, after, rel_tol=SAME, abs_tol=1e-12)
    return bool(before == after)


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"
