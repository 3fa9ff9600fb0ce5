"""Rule sets of any size, and processes that must end in little time and memory whatever they are given."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

from tests.paths import ROOT


def limited() -> None:
    """Half a gigabyte of data for the process; what needs more fails."""
    resource.setrlimit(resource.RLIMIT_DATA, (500_000_000, 500_000_000))


def ends(*words: object, folder: Path = ROOT, stdin: str = "") -> str:
    """What a process of ours prints; it must end well within the time and memory that a hostile input gets."""
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=limited,
    )
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-1500:]
    return done.stdout


def both(text: str) -> str:
    return f"{{nl: {text}, en: {text}}}"


def region_file(folder: Path) -> Path:
    """A region of which nothing is told."""
    path = folder / "x.yaml"
    path.write_text("region: X\n")
    return path


def rule_set(folder: Path, facts: int, conditions: list[str]) -> Path:
    """A rule set with so many facts, and a rule for each condition."""
    folder.mkdir()
    source = f"{{title: {both('s')}, publisher: none, url: 'https://example.org'}}"
    (folder / "ruleset.yaml").write_text(
        f"ruleset: {{id: big, version: 1.0.0, title: {both('b')}, source: {source}}}\n"
    )
    asked = "".join(
        f"  f{number}: {{type: number, title: {both('f')}, question: {both('f')}}}\n" for number in range(facts)
    )
    (folder / "vocabulary.yaml").write_text("facts:\n" + asked)
    texts = "".join(
        f"  c{number}: {{kind: risk, severity: high, title: {both(f'c{number}')}, text: {both('c')}}}\n"
        for number in range(len(conditions))
    )
    severities = f"severities: {{high: {{title: {both('hoog')}}}}}\n"
    (folder / "catalogue.yaml").write_text(severities + "conclusions:\n" + texts)
    rules = "".join(
        f"  r{number}: {{when: {when}, then: c{number}, because: {both('b')}, basis: assumption, why: {both('w')}}}\n"
        for number, when in enumerate(conditions)
    )
    (folder / "rules.yaml").write_text("rules:\n" + rules)
    return folder
