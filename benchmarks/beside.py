"""Another revision beside this one: processes with a RegioRules each, that are asked for a round by turns."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


@contextmanager
def archived(revision: str) -> Iterator[Path | None]:
    """A folder with all files of a revision, while it is needed; None where the history isn't there."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive.tar"
        command = ["git", "archive", "--output", str(archive), revision]
        try:
            subprocess.run(command, cwd=HERE, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            yield None
            return
        with tarfile.open(archive) as files:
            files.extractall(Path(folder) / "files", filter="data")
        yield Path(folder) / "files"


class Worker:
    """A script that runs with the RegioRules of a checkout, and does a round for each line it is given."""

    def __init__(self, checkout: Path, *script: str) -> None:
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(checkout), str(HERE)])}
        command = [sys.executable, *script]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = subprocess.Popen(command, text=True, env=env, cwd=checkout, **pipes)

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()  # the end of its input is the end of it

    def round(self, line: str = "") -> float:
        """The seconds of one round."""
        print(line, file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline())


def medians(workers: Sequence[Worker], rounds: int, line: str = "") -> list[float]:
    """The median seconds of each worker's rounds, by turns; the first doesn't count."""
    times = [[each.round(line) for each in workers] for _ in range(rounds + 1)][1:]
    return [statistics.median(found) for found in zip(*times, strict=True)]
