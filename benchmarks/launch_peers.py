"""Peers of the ascent optimiser, on their own cases and in the same run as ours.

    python benchmarks/launch_peers.py [yapss] [asset] [dymos]
    python benchmarks/launch_peers.py own-mesh FILE    (our side of a case, one start on one mesh,
    as JSON)

Peers need another CasADi than ours, so they have an interpreter of their own: `make peers` lays it
in `.venv-peers`; VISVIVA_PEERS_PYTHON names another one. A peer that is not there is named as
absent.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("VISVIVA_SHARED", ROOT.parent / "shared/data"))
PEERS = Path(os.environ.get("VISVIVA_PEERS_PYTHON", ROOT / ".venv-peers/bin/python"))
DELTA3 = SHARED / "launch/benchmarks/delta3.json"
SSTO = ROOT / "benchmarks/problems/ssto.json"
# OpenBLAS waits for its second thread in a busy loop: with one, SLSQP runs up to eight times faster
# on a busy machine.
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}

OURS = """
import json, sys, time
import scipy.integrate
import visviva.launch.problem.ascent, visviva.launch.problem.equations
from visviva.launch.problem.solve import solve_problem
runs = []
for _ in range(2):
    wall, cpu = time.perf_counter(), time.process_time()
    r = solve_problem(sys.argv[1])
    whole, cpu = time.perf_counter() - wall, time.process_time() - cpu
    runs.append({"whole_s": whole, "cpu_s": cpu, "s": r.build_s + r.solve_s, "solve_s": r.solve_s,
                 "again_s": r.warm_s,
                 "objective": list(r.objective.values())[0], "iterations": r.iterations})
print(json.dumps(runs))
"""


def last_line(python: Path, words: list[str]) -> tuple[Any, float]:
    """What a process said last, as JSON, and its wall seconds from start to end."""
    began = time.perf_counter()
    done = subprocess.run(
        [str(python), *words], check=False, capture_output=True, text=True, env=ENVIRONMENT
    )
    seconds = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no word"])[-1])
    return json.loads(done.stdout.strip().splitlines()[-1]), seconds


def ours(problem: Path, best_of: int = 3) -> list[dict[str, Any]]:
    """Cold in a fresh process after import, then again in that process.

    The fastest of several processes for each.
    """
    runs = []
    for _ in range(best_of):
        found, process = last_line(Path(sys.executable), ["-c", OURS, str(problem)])
        runs.append([{**r, "process_s": process} for r in found])
    return [min((r[k] for r in runs), key=lambda r: float(r["cpu_s"])) for k in range(2)]


def peer(name: str) -> tuple[str, list[dict[str, Any]], float]:
    """A peer's answers, or what keeps it from answering."""
    if not PEERS.exists():
        return (
            f"{name}: no interpreter at {PEERS.parent.parent.name}; `make peers` lays it",
            [],
            0.0,
        )
    try:
        found, process = last_line(PEERS, [str(ROOT / "benchmarks/launch_peer.py"), name])
    except RuntimeError as err:
        return f"{name}: {err}", [], 0.0
    return f"{name} {found['version']}", found["answers"], process


def digits(x: float) -> str:
    """Seconds to three figures."""
    return f"{x:.3g}"


def row(cells: list[str]) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


# Solver, start, what is held, and the objective of a solution.
Own = tuple[Any, Any, dict[str, float], Callable[[Any], float]]


def own_delta3(raw: dict[str, Any]) -> Own:
    """Our program of Delta III on its first mesh and its first start, a simulated gravity turn."""
    from visviva.launch.problem.ascent import INTERVALS
    from visviva.launch.problem.ascent_program import held_payload, program_of
    from visviva.launch.problem.ascent_starts import gravity_turns, on_flight
    from visviva.launch.problem.vehicle_reading import read_ascent

    problem = read_ascent(raw, str(DELTA3))
    solver = program_of(problem, INTERVALS)
    _, flight = next(gravity_turns(problem))
    start = on_flight(problem, solver, flight)
    return solver, start, held_payload(problem), lambda found: -found.objective * problem.liftoff


def own_ssto(raw: dict[str, Any]) -> Own:
    """Our program of dymos's case as dymos is given it.

    Its guess, one mesh of 10 intervals of degree 5.
    """
    from visviva.launch.problem.mesh import even
    from visviva.launch.problem.model import model_of, program_of
    from visviva.launch.problem.model_values import Course
    from visviva.launch.problem.starts import scales_of
    from visviva.launch.problem.statement import read_statement

    ends = np.array([[0, 0, 0, 1e-6, 117000.0], [1.15e5, 1.85e5, 7796.6961, 0, 1163.0]])
    guess = Course(
        ((np.array([0.0, 1.0]), ends, np.array([[1.5], [-0.76]])),),
        np.array([0.0, 150.0]),
        np.array([]),
    )
    model = model_of(read_statement(raw, str(SSTO)))
    program = program_of(model, scales_of(model, guess), even([10]), 5)
    return program.solver, program.vector(guess), {}, program.goal


def own_mesh(problem: Path, runs: int = 5) -> dict[str, float]:
    """One start on one mesh, as the peers are asked.

    Seconds from the statement to the optimum, and again from it.
    """
    raw = json.loads(problem.read_text(encoding="utf-8"))
    answers = []
    for _ in range(runs):
        began, cpu = time.perf_counter(), time.process_time()
        solver, start, fixed, goal = (own_delta3 if problem == DELTA3 else own_ssto)(raw)
        found = solver.solve(start, fixed=fixed)
        seconds, used = time.perf_counter() - began, time.process_time() - cpu
        cpu = time.process_time()
        again = solver.solve(found, fixed=fixed)
        warm = {"again_s": again.seconds, "again_cpu_s": time.process_time() - cpu}
        answers.append(
            {
                "s": seconds,
                "cpu_s": used,
                "solve_s": found.seconds,
                "objective": goal(found),
                **warm,
            }
        )
    second = min(answers, key=lambda r: r["again_cpu_s"])
    return {
        **min(answers, key=lambda r: r["cpu_s"]),
        **{k: second[k] for k in ("again_s", "again_cpu_s")},
    }


Line = tuple[str, float, float, float | None]  # what, optimum, seconds, processor seconds


def own_lines(problem: Path) -> tuple[list[Line], float, float]:
    """Our lines of the table; the processor seconds, cold and warm.

    That the peers' are divided by.
    """
    whole = ours(problem)[0]
    one, _ = last_line(
        Path(sys.executable), [str(Path(__file__).resolve()), "own-mesh", str(problem)]
    )
    goal, rich = (
        one["objective"],
        "visviva, whole answer: starts that agree, finer meshes, flown again",
    )
    lines: list[Line] = [
        ("visviva, one start on one mesh", goal, one["s"], one["cpu_s"]),
        ("visviva, of it the optimiser alone", goal, one["solve_s"], None),
        ("visviva, warm re-solve", goal, one["again_s"], one["again_cpu_s"]),
        (rich, whole["objective"], whole["whole_s"], whole["cpu_s"]),
    ]
    return lines, one["cpu_s"], one["again_cpu_s"]


def case(title: str, problem: Path, unit: str, names: list[str]) -> None:
    """One case: our lines, then each peer's."""
    print(f"{title}\n")
    row(
        [
            "program",
            f"optimum, {unit}",
            "build and solve, s",
            "CPU s",
            "CPU, times ours cold",
            "CPU, times ours warm",
        ]
    )
    row(["---", *["---:"] * 5])
    lines, cold, warm = own_lines(problem)
    for what, optimum, s, cpu in lines:
        row([what, f"{optimum:.4f}", digits(s), digits(cpu) if cpu else "–", "–", "–"])
    notes = []
    for name in names:
        told, answers, process = peer(name)
        if not answers:
            row([told.replace("|", "/"), *["–"] * 5])
        for a in answers:
            what = f"{told}, {a['what']}" + (
                "" if a.get("converged", True) else ", **not converged**"
            )
            times = f"{a['cpu_s'] / cold:.1f}", f"{a['cpu_s'] / warm:.0f}"
            row([what, f"{a['objective']:.4f}", digits(a["s"]), digits(a["cpu_s"]), *times])
        notes += [f"{told} {process:.1f} s"] if answers else []
    if notes:
        print(f"\nWhole processes of the peers, all their runs and imports: {', '.join(notes)}.")
    print()


if __name__ == "__main__":
    asked = sys.argv[1:] or ["yapss", "asset", "dymos"]
    if asked[0] == "own-mesh":
        print(json.dumps(own_mesh(Path(asked[1]))))
        sys.exit()
    delta3: list[str] = [n for n in ("yapss", "asset") if n in asked]
    if delta3:
        told = (
            "Delta III. ASSET's statement rounds the specific impulses; its optimum is 0.037 "
            "kg higher for that."
        )
        case(told, DELTA3, "kg", delta3)
    if "dymos" in asked:
        told = (
            "Single stage to orbit, the example of dymos (`benchmarks/problems/ssto.json`). On "
            "fine meshes the optimum "
            "is 143.5805 s; one coarse mesh (ours: 10 intervals of degree 5, from the guess of "
            "dymos) misses it."
        )
        case(told, SSTO, "s", ["dymos"])
