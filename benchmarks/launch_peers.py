"""Peers of the ascent optimiser, on their own cases and in the same run as ours.

    python benchmarks/launch_peers.py [yapss] [asset] [dymos]

Peers need another CasADi than ours, so they have an interpreter of their own: `make peers` lays it in `.venv-peers`;
VISVIVA_PEERS_PYTHON names another one. A peer that is not there is named as absent.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("VISVIVA_SHARED", ROOT.parent / "shared/data"))
PEERS = Path(os.environ.get("VISVIVA_PEERS_PYTHON", ROOT / ".venv-peers/bin/python"))
DELTA3 = SHARED / "launch/benchmarks/delta3.json"
SSTO = ROOT / "benchmarks/problems/ssto.json"
# OpenBLAS waits for its second thread in a busy loop: with one, SLSQP runs up to eight times faster on a busy machine.
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}

OURS = """
import json, sys, time
import scipy.integrate
import visviva.launch.problem_ascent, visviva.launch.problem_equations
from visviva.launch.problem import solve_problem
runs = []
for _ in range(2):
    wall, cpu = time.perf_counter(), time.process_time()
    r = solve_problem(sys.argv[1])
    whole, cpu = time.perf_counter() - wall, time.process_time() - cpu
    runs.append({"whole_s": whole, "cpu_s": cpu, "s": r.build_s + r.solve_s, "solve_s": r.solve_s, "again_s": r.warm_s,
                 "objective": list(r.objective.values())[0], "iterations": r.iterations})
print(json.dumps(runs))
"""


def last_line(python: Path, words: list[str]) -> tuple[Any, float]:
    """What a process said last, as JSON, and its wall seconds from start to end."""
    began = time.perf_counter()
    done = subprocess.run([str(python), *words], check=False, capture_output=True, text=True, env=ENVIRONMENT)
    seconds = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no word"])[-1])
    return json.loads(done.stdout.strip().splitlines()[-1]), seconds


def ours(problem: Path, best_of: int = 3) -> list[dict[str, Any]]:
    """Cold in a fresh process after import, then again in that process: the fastest of several processes for each."""
    runs = []
    for _ in range(best_of):
        found, process = last_line(Path(sys.executable), ["-c", OURS, str(problem)])
        runs.append([{**r, "process_s": process} for r in found])
    return [min((r[k] for r in runs), key=lambda r: float(r["s"])) for k in range(2)]


def peer(name: str) -> tuple[str, list[dict[str, Any]], float]:
    """A peer's answers, or what keeps it from answering."""
    if not PEERS.exists():
        return f"{name}: no interpreter at {PEERS.parent.parent.name}; `make peers` lays it", [], 0.0
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


def own_rows(problem: Path, unit: str) -> float:
    """Print our rows; return the seconds to build and solve, cold."""
    try:
        cold, second = ours(problem)
    except RuntimeError as err:
        row([f"visviva: {str(err)[:90]}", "–", "–", "–", "–"])
        return float("nan")
    for what, r, s in (
        ("visviva, cold after import", cold, cold["s"]),
        ("visviva, of it the optimiser alone", cold, cold["solve_s"]),
        ("visviva, same statement again in that process", second, second["s"]),
        ("visviva, warm re-solve", second, second["again_s"]),
    ):
        cpu = digits(r["cpu_s"]) if s == r["s"] else "–"
        row([what, f"{r['objective']:.4f} {unit}", digits(s), cpu, f"{s / cold['s']:.2f}"])
    return float(cold["s"])


def case(title: str, problem: Path, unit: str, names: list[str]) -> None:
    """One case: our rows, then each peer's."""
    print(f"{title}\n")
    row(["program", "optimum", "build and solve, s", "CPU s (ours with its check by flight)", "times ours, cold"])
    row(["---", *["---:"] * 4])
    reference = own_rows(problem, unit)
    notes = []
    for name in names:
        told, answers, process = peer(name)
        if not answers:
            row([told.replace("|", "/"), "–", "–", "–", "–"])
        for a in answers:
            mass = f"{a['objective']:.4f} {unit}" + ("" if a.get("converged", True) else ", not converged")
            times = f"{a['s'] / reference:.1f}"
            row([f"{told}, {a['what']}", mass, digits(a["s"]), digits(a["cpu_s"]), times])
            if "again_s" in a:
                row(
                    [
                        f"{told}, again from its optimum",
                        mass,
                        digits(a["again_s"]),
                        "–",
                        f"{a['again_s'] / reference:.1f}",
                    ]
                )
        notes += [f"{told.split(':')[0]} {process:.1f} s"] if answers else []
    if notes:
        print(f"\nWhole processes, all their runs and imports: {', '.join(notes)}.")
    print()


if __name__ == "__main__":
    asked = sys.argv[1:] or ["yapss", "asset", "dymos"]
    delta3 = [n for n in ("yapss", "asset") if n in asked]
    if delta3:
        case(
            "Delta III. ASSET's statement rounds the specific impulses: its optimum is 0.037 kg higher.",
            DELTA3,
            "kg",
            delta3,
        )
    if "dymos" in asked:
        case(
            "Single stage to orbit, the example of dymos; on a fine mesh its optimum is 143.5805 s.",
            SSTO,
            "s",
            ["dymos"],
        )
