"""Write down every named figure of the house as it is now, for `tests/unit/test_named_figures.py`.

    python scripts/pin_figures.py

A named figure is a constant of a module that is a number, or a tuple of numbers: thresholds,
limits, steps, units. Who changes one on purpose runs this, and the change stands in the diff a
second time, under the figure's name. Sizes of pictures (`report`) are not among them.
"""

import ast
import json
import operator
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "src" / "visviva"
LEDGER = ROOT / "tests" / "golden" / "figures.json"
Figure = float | list[float]
_SIGNS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def figures_of(path: Path) -> Iterator[tuple[str, Figure]]:
    """Name and value of each figure that a module states, in the order of its lines."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AnnAssign):
            targets, value = [node.target], node.value
        elif isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        else:
            continue
        for name, stated in _pairs(targets[0], value):
            if name.strip("_").isupper() and (figure := _figure(stated)) is not None:
                yield name, figure


def _pairs(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[str, ast.expr]]:
    """``A, B = 1.0, 2.0`` as two, ``A = 1.0`` as one."""
    if isinstance(target, ast.Name) and value is not None:
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, stated in zip(target.elts, value.elts, strict=False):
            yield from _pairs(one, stated)


def _figure(stated: ast.expr) -> Figure | None:
    """The number, or the numbers, that an expression of literals stands for."""
    if isinstance(stated, ast.Tuple | ast.List):
        parts = [part for part in map(_figure, stated.elts) if isinstance(part, float)]
        return parts if parts and len(parts) == len(stated.elts) else None
    if isinstance(stated, ast.Constant) and type(stated.value) in (int, float):
        return float(stated.value)
    if isinstance(stated, ast.UnaryOp) and isinstance(stated.op, ast.USub):
        inner = _figure(stated.operand)
        return -inner if isinstance(inner, float) else None
    if isinstance(stated, ast.BinOp) and type(stated.op) in _SIGNS:
        left, right = _figure(stated.left), _figure(stated.right)
        if isinstance(left, float) and isinstance(right, float):
            return float(_SIGNS[type(stated.op)](left, right))
    return None


def house() -> dict[str, dict[str, Figure]]:
    """Every named figure by module."""
    found = {}
    for path in sorted(HOME.rglob("*.py")):
        name = path.relative_to(HOME).as_posix()
        if not name.startswith("report/") and (own := dict(figures_of(path))):
            found[name] = own
    return found


if __name__ == "__main__":
    LEDGER.write_text(json.dumps(house(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{sum(map(len, house().values()))} figures of {len(house())} modules")
