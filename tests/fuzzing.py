"""
Fuzzing that follows the code: `python -m tests.fuzzing [READER…] [--seconds N] [--keep]`.

Each reader of `tests.readers` in a process of its own, driven by atheris (libFuzzer), which keeps what reaches code
that nothing reached before.  A fault ends with exit code 1, and the input that gives it lies in `build/fuzzing`.  With
`--keep` the smallest set of inputs that reaches as much becomes the corpus.  Where atheris can't be installed it says
so: there the test of all readers, which Hypothesis drives from the same corpus, does the work.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from soak import results
from tests.paths import ROOT

RUNS = re.compile(r"Done (\d+) runs")
FOUND = ROOT / "build" / "fuzzing"
LARGEST = 300_000  # bytes of an input
MOST = 40  # inputs that are kept for a reader
LONG = 8_000  # bytes from which one isn't kept


def main() -> int:
    """The exit code: 1 where a reader fails."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("readers", nargs="*")
    asked.add_argument("--seconds", type=int, default=60, help="for all readers together")
    asked.add_argument("--keep", action="store_true", help="make what was found the corpus")
    asked.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options, others = asked.parse_known_args()
    if importlib.util.find_spec("atheris") is None:
        sys.stdout.write("atheris isn't installed here; the tests fuzz with Hypothesis alone\n")
        return 0
    if options.inside:
        return _inside(options.readers[0], others)
    from tests.readers import READERS

    if unknown := set(options.readers) - set(READERS):
        asked.error(f"there is no reader {', '.join(sorted(unknown))}; there are {', '.join(READERS)}")
    readers = options.readers or [name for name, each in READERS.items() if not each.zipped]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        each = options.seconds * min(os.cpu_count() or 1, len(readers)) // len(readers)
        found = dict(zip(readers, pool.map(lambda name: _apart(name, each, keep=options.keep), readers), strict=True))
    results.keep("fuzzing", {name: runs for name, (_, runs) in found.items()})
    return max(code for code, _ in found.values())


def _apart(reader: str, seconds: int, *, keep: bool) -> tuple[int, int]:
    """Fuzz one reader in a process of its own, from its good files and its corpus: 1 for a fault, and how many runs."""
    from tests.fuzzed import CORPUS, kept
    from tests.readers import READERS

    folder = FOUND / reader
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate([*READERS[reader].good(), *kept(reader)]):
        (folder / f"seed-{number}").write_bytes(content[:LARGEST])
    command = [str(_script(reader))]
    fuzzing = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", "-timeout=20", "-rss_limit_mb=2000"]
    done = subprocess.run(
        [*command, *fuzzing, f"-artifact_prefix={folder}/fault-", str(folder)], cwd=ROOT, capture_output=True, text=True
    )
    last = [line for line in done.stderr.splitlines() if "cov:" in line or "Done " in line][-2:]
    sys.stdout.write(f"{reader}: exit code {done.returncode}; {' '.join(last)}\n")
    if done.returncode:
        sys.stdout.write(done.stdout[-6000:] + done.stderr[-6000:])
    elif keep:
        _keep(command, folder, CORPUS / reader)
    return int(done.returncode != 0), sum(map(int, RUNS.findall(done.stderr)))


def _script(reader: str) -> Path:
    """What libFuzzer starts, and starts again itself to merge."""
    path = FOUND / f"{reader}.sh"
    path.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m tests.fuzzing --inside {reader} "$@"\n')
    path.chmod(0o755)
    return path


def _keep(command: list[str], folder: Path, corpus: Path) -> None:
    """The smallest set of inputs that reaches as much, and of that the shortest."""
    merged = folder.parent / f"{folder.name}-merged"
    shutil.rmtree(merged, ignore_errors=True)
    merged.mkdir()
    subprocess.run([*command, "-merge=1", str(merged), str(folder)], cwd=ROOT, capture_output=True, check=True)
    shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir(parents=True)
    few = (each for each in merged.iterdir() if each.stat().st_size < LONG)
    for path in sorted(few, key=lambda each: (each.stat().st_size, each.name))[:MOST]:
        shutil.copy(path, corpus / path.name[:12])


def _inside(reader: str, others: list[str]) -> int:
    """What the process of one reader does, until libFuzzer ends it."""
    import atheris

    with atheris.instrument_imports(include=["regiorules", "regiorules_dmn", "regiorules_jdm", "regiorules_web"]):
        from regiorules.authoring.testing.fuzzing import refused
        from regiorules.text import LANGUAGES
        from tests.fuzzed import folder_of_its_own
        from tests.readers import READERS

        each, folder = READERS[reader], folder_of_its_own()
        read, path = each.reader(folder), folder / each.name

        def check(content: bytes) -> None:
            path.write_bytes(content)
            error = refused(read, path)
            assert error is None or all(error.say(language) for language in LANGUAGES)

        check(each.good()[0])  # what it imports only now is followed too
    atheris.Setup([str(_script(reader)), *others], check)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
