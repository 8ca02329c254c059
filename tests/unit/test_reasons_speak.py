"""Why a computation has no answer is said in every language of the program, not in English alone.

A check that fails shows its reason on the page; a reason without templates is there said by its
kind only ("a value lies outside the range of the model").
"""

import ast
from pathlib import Path

import pytest

from visviva.core.message import Message
from visviva.errors import VisvivaError
from visviva.observe.coverage import _grid
from visviva.orbit.elements import Elements, launch_azimuth
from visviva.orbit.lambert import lambert

HOME = Path(__file__).resolve().parents[2] / "src" / "visviva"
#: Raised where physics has no answer; what is wrong in a file names its place instead.
OF_PHYSICS = {"RangeError", "ConvergenceError", "PropagationError"}
#: Reasons still in English alone, by package: these numbers may fall, and never rise.
LEFT = {"analysis": 9, "crew": 4, "launch": 15, "moon": 0, "observe": 0, "orbit": 0, "track": 0}


def _plain(package: str) -> list[str]:
    """Places of errors of physics whose reason is plain text."""
    found = []
    for path in sorted((HOME / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id in OF_PHYSICS and node.args:
                reason = node.args[0]
                if isinstance(reason, ast.JoinedStr | ast.Constant):
                    found.append(f"{path.relative_to(HOME)}:{node.lineno}")
    return found


@pytest.mark.parametrize("package", LEFT)
def test_reasons_of_physics_are_messages(package: str) -> None:
    found = _plain(package)
    assert len(found) <= LEFT[package], found


@pytest.mark.parametrize(
    ("ask", "french", "korean"),
    [
        (
            lambda: launch_azimuth(0.9, 0.5),
            "une orbite inclinée de 28,65° ne passe jamais à la latitude 51,57°",
            "경사각 28.65° 궤도는 위도 51.57° 위를 지나지 않음",
        ),
        (lambda: Elements.from_apsides(3e5, 2e5), "plus haut que l’apogée", "근지점"),
        (lambda: lambert([7e6, 0, 0], [7e6, 0, 0], 100.0), "n’en font qu’un\u00a0:", "두 지점"),
        (lambda: _grid(1.0, 0.0, 0.1), "mailles de 57,2958°", "57.2958° 격자 칸"),
    ],
)
def test_a_reason_says_itself_in_french_and_korean(ask, french: str, korean: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(VisvivaError) as caught:
        ask()
    sentence = caught.value.sentence
    assert isinstance(sentence, Message)
    assert french in sentence.localize("fr")
    assert korean in sentence.localize("ko")
