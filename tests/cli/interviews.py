"""Interviews as tests hold them, and what is said in them."""

from __future__ import annotations

import difflib
from pathlib import Path

from regiorules.advice.session import Session
from regiorules.advice.wording import Wording
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region, read_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.commands import run
from tests.paths import REGIONS

KNOWLEDGE = load_rulesets(ruleset_folder("core"))
VOCABULARY = KNOWLEDGE.vocabulary
ENGINE = Engine(KNOWLEDGE, "compiled")
PROMPT = "Antwoord> "
BY_QUESTION = {fact.question.nl: fact for fact in VOCABULARY.facts.values() if fact.question}


def copy(name: str, folder: Path) -> Path:
    path = folder / f"{name}.yaml"
    path.write_bytes((REGIONS / path.name).read_bytes())
    return path


def ask(path: Path, *answers: object, options: tuple[object, ...] = ()) -> tuple[int, str, str]:
    """An interview over a pipe, that ends where the answers do."""
    stdin = "".join(f"{answer}\n" for answer in answers)
    return run("ask", path, "--ruleset", "core", *options, stdin=stdin)


def region(path: Path) -> Region:
    return read_region(path, VOCABULARY)


def next_fact(path: Path) -> str:
    """The question that an interview with this file begins with."""
    return next_fact_after(region(path))


def next_fact_after(known: Region) -> str:
    skipped = frozenset(name for name, each in known.facts.items() if each.value is None)
    question = Session(KNOWLEDGE, known, "compiled").next_question(skip=skipped)
    assert question is not None
    return question.fact


def difference(before: Assessment, after: Assessment) -> tuple[list[str], list[str]]:
    """What became certain, and what no longer is, from two fresh assessments, in the words of the interview."""
    wording = Wording(after, KNOWLEDGE, "nl")
    certain, undone = [], []
    for name, state in after.conclusions.items():
        line = f"{wording.label(KNOWLEDGE.conclusions[name].kind)}: {wording.title(name)}"
        if state.status == before.conclusions[name].status:
            continue
        if state.status == "open":
            undone.append(line)
        else:
            certain.append(f"{line} — {wording.grade(name) or wording.label(state.status)}")
    return certain, undone


def shown(part: str) -> tuple[list[str], list[str]]:
    """What a step of the interview says became certain, and what no longer is."""
    found = []
    for label in ("Nu zeker", "Niet meer zeker"):
        found.append([line.split(f"{label}: ", 1)[1] for line in part.splitlines() if f"  {label}: " in line])
    return found[0], found[1]


def asked(part: str) -> str:
    """The fact that a step of the interview asks for; "" where it doesn't."""
    return next((BY_QUESTION[line].id for line in part.splitlines() if line in BY_QUESTION), "")


def added(before: str, after: str) -> list[str]:
    """The lines that were added; none may have gone."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    assert [line for line in lines if line.startswith("-")] == []
    return [line[1:] for line in lines if line.startswith("+")]
