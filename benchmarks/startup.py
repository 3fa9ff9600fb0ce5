"""
What a command costs beside the libraries that it is made with: seconds of the processor, of the whole process.

The two are run by turns with the same interpreter, and their medians compared.  Both have their bytecode, and what
RegioRules keeps, in a folder that is made for it: written by the first runs, which don't count.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

RUNS = 15
_WARMING = 2
_HERE = Path(__file__).resolve().parent.parent
_COMMAND = ("-m", "regiorules")
# A command, the Python that it is set beside, and how many times that it may cost.
BOUNDS: dict[str, tuple[tuple[str, ...], str, float]] = {
    "--help": ((*_COMMAND, "--help"), "import click", 2.0),
    "advise": (
        (*_COMMAND, "advise", str(_HERE / "examples/regions/flevoland.yaml")),
        "import click, attrs, cattrs, yaml, pluggy",
        3.0,
    ),
}


def environment(folder: str) -> dict[str, str]:
    """The environment in which bytecode, and what RegioRules keeps, goes into a folder."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": f"{folder}/bytecode", "XDG_CACHE_HOME": f"{folder}/cache"}


def spent(*arguments: str, env: Mapping[str, str]) -> float:
    """Seconds of the processor, in user and system, of this interpreter run with arguments; raises where it fails."""
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, cwd=_HERE, env=env)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return usage.ru_utime + usage.ru_stime


def compared(command: tuple[str, ...], imports: str, runs: int = RUNS) -> tuple[float, float]:
    """The medians of a command and of what it is set beside, in seconds of the processor, run by turns."""
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        pairs = [(spent(*command, env=env), spent("-c", imports, env=env)) for _ in range(_WARMING + runs)][_WARMING:]
    ours, theirs = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(theirs)


def results(runs: int = RUNS) -> list[tuple[str, float, float, float]]:
    """Of each command its name, its seconds, those of what it is set beside, and how many times those it may cost."""
    return [(name, *compared(command, imports, runs), most) for name, (command, imports, most) in BOUNDS.items()]


def main() -> None:
    """Measure, print a table."""
    print("| command | ms | beside | ms | times | at most | |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, ours, theirs, most in results():
        said = "met" if ours <= most * theirs else "not met"
        cells = (name, f"{1e3 * ours:.0f}", f"`{BOUNDS[name][1]}`", f"{1e3 * theirs:.0f}", f"{ours / theirs:.2f}", most)
        print(f"| {' | '.join(map(str, cells))} | {said} |")


if __name__ == "__main__":
    main()
