"""What changed since the last look: burns, decays and verdicts, one change a row.

Limits: an object is looked at in the store; with the network allowed its sets are asked for first,
once in the publisher's interval. The first look only remembers. Changes of a study are those of its
verdict; that its probability moved within one verdict is no change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Final

from visviva.analysis.watched_object import Change, changes_of, look_at
from visviva.assessment.run import assess
from visviva.assessment.study import load_study, study_names
from visviva.core.message import Message, speaker
from visviva.core.result import Result
from visviva.core.time import Epoch
from visviva.data.watch_memory import remembered
from visviva.errors import DataMissingError, InputError, VisvivaError

TEXTS: Final = {
    "en": {
        "burn": "{subject}: a burn of {after} on {utc}",
        "decay": "{subject}: comes down {after}, outside what was forecast before ({before})",
        "down": "{subject}: is down by now",
        "stale": "{subject}: no new element set since {after}",
        "fresh": "{subject}: element sets again, newest of {after}",
        "verdict": "{subject}: the verdict was {before}, it is {after}",
        "first": "{subject}: first look, nothing to compare with",
        "same": "{subject}: nothing new",
        "unknown": "{subject}: not looked at: {reason}",
    },
    "fr": {
        "burn": "{subject}\u00a0: une manœuvre de {after} le {utc}",
        "decay": "{subject}\u00a0: retombe le {after}, hors de la prévision d’avant ({before})",
        "down": "{subject}\u00a0: est déjà retombé",
        "stale": "{subject}\u00a0: aucun nouveau jeu d’éléments depuis le {after}",
        "fresh": "{subject}\u00a0: de nouveau des jeux d’éléments, le dernier du {after}",
        "verdict": "{subject}\u00a0: le verdict était {before}, il est {after}",
        "first": "{subject}\u00a0: premier passage, rien à comparer",
        "same": "{subject}\u00a0: rien de nouveau",
        "unknown": "{subject}\u00a0: non examiné\u00a0: {reason}",
    },
    "ko": {
        "burn": "{subject}: {utc}에 {after} 분사",
        "decay": "{subject}: {after} 낙하 예측, 이전 예측({before}) 밖",
        "down": "{subject}: 이미 낙하함",
        "stale": "{subject}: {after} 이후 새 궤도요소 없음",
        "fresh": "{subject}: 궤도요소가 다시 옴, 최신 {after}",
        "verdict": "{subject}: 판정이 {before}에서 {after}(으)로 바뀜",
        "first": "{subject}: 첫 확인, 비교할 것이 없음",
        "same": "{subject}: 새로운 것 없음",
        "unknown": "{subject}: 확인하지 못함: {reason}",
    },
}
say = speaker(TEXTS)


@dataclass(frozen=True, slots=True)
class WatchRequest:
    """What is watched.

    Attributes
    ----------
    subjects : tuple of str
        Objects by number or name, studies by name or by a path that ends in .toml.
    offline : bool
        Ask no publisher; look at what the store has.
    as_of : Epoch, optional
        Moment that ages count from; default now.
    root : Path, optional
        Folder of the store.
    """

    subjects: tuple[str, ...]
    offline: bool = False
    as_of: Epoch | None = None
    root: Path | None = None


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class WatchResult(Result):
    """The changes, and how each subject was found.

    Attributes
    ----------
    changes : tuple of dict
        ``subject, what, before, after, utc``; what is one of ``burn, decay, down, stale, fresh,
        verdict``.
    looks : tuple of dict
        One for each subject: ``subject, state``; state is one of ``first, same, changed, unknown``.
    """

    SCHEMA: ClassVar[str] = "visviva.watch/1"
    ROWS: ClassVar[str] = "changes"

    changes: tuple[dict[str, Any], ...]
    looks: tuple[dict[str, Any], ...]
    notes: tuple[str, ...] = field(default=())

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row a change."""
        return self.changes

    def head(self) -> Mapping[str, Any]:
        """How each subject was found, and what the store had to say."""
        return {"looks": [dict(look) for look in self.looks], "notes": list(self.notes)}

    def sentences(self) -> list[Message]:
        """One line a change, and one for each subject without."""
        told = [say(c["what"], **{k: str(c[k]) for k in _HOLES}) for c in self.changes]
        for look in self.looks:
            if look["state"] != "changed":
                reason = str(look.get("reason") or "")
                told.append(say(look["state"], subject=look["subject"], reason=reason))
        return told


_HOLES: Final = ("subject", "before", "after", "utc")


def watch(request: WatchRequest) -> WatchResult:
    """Look at every subject, compare with the look before, and remember this one.

    Raises
    ------
    InputError, StudyError
        If nothing is to be watched, a study is wrong, or the memory cannot be written.
    DataMissingError
        If not one of the subjects could be looked at.
    """
    if not request.subjects:
        raise InputError("nothing to watch", advice="name an object or a study")
    for subject in request.subjects:
        if _is_study(subject):
            load_study(subject)  # a slip in a name must not cost what others tell
    changes: list[dict[str, Any]] = []
    looks: list[dict[str, Any]] = []
    notes: list[str] = []
    for subject in dict.fromkeys(request.subjects):
        with remembered(subject, request.root) as memory:
            notes += memory.notes
            try:
                look = _look(subject, request, notes)
            except VisvivaError as err:
                if len(set(request.subjects)) == 1:
                    raise
                looks.append({"subject": subject, "state": "unknown", "reason": err.line()})
                continue
            found = [] if memory.seen is None else _compared(memory.seen, look)
            memory.keep(look)
        state = "first" if memory.seen is None else "changed" if found else "same"
        looks.append({"subject": subject, "state": state, "reason": None, **look})
        changes += [{"subject": subject, **change} for change in found]
    if all(look["state"] == "unknown" for look in looks):
        raise DataMissingError(
            str(looks[0]["reason"]), advice="visviva data get NUMBER, or name a study"
        )
    return WatchResult(tuple(changes), tuple(looks), tuple(notes))


def _look(subject: str, request: WatchRequest, notes: list[str]) -> dict[str, Any]:
    if _is_study(subject):
        found = assess(load_study(subject), alternatives=False)
        return {"verdict": found.verdict, "probability": found.probability}
    if not request.offline:
        _asked_for(subject, notes)
    now = request.as_of if request.as_of is not None else Epoch.now()
    return look_at(subject, now, request.root)


def _is_study(subject: str) -> bool:
    return subject in study_names() or subject.endswith(".toml")


def _asked_for(subject: str, notes: list[str]) -> None:
    """Ask the publisher, politely; where that fails the store is looked at as it is."""
    from visviva.analysis.data_feeds import GetRequest, get_elements

    try:
        notes += get_elements(GetRequest((subject,))).notes
    except VisvivaError as err:
        notes.append(err.line())


def _compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    if "verdict" not in after:
        return changes_of(before, after)
    if before.get("verdict") == after["verdict"]:
        return []
    moved = {"before": before["verdict"], "after": after["verdict"]}
    return [{"what": "verdict", **moved, "utc": Epoch.now().iso(0)}]
