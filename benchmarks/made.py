"""Rule sets and regions of any size, made for a curve and read as anyone's are."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from typing import Any

from regiorules import Region, region_of
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge

PARTS = 3  # of a condition
_TEXT = {"nl": "a", "en": "a"}
_NUMBER = {"type": "number", "title": _TEXT, "question": _TEXT}
_FINDING = {"kind": "finding", "title": _TEXT, "text": _TEXT}
_REST = {"because": _TEXT, "basis": "assumption", "why": _TEXT}
_IN_A_FILE = 2_000
_HEAD = {"id": "made", "version": "1", "title": _TEXT, "source": {"title": _TEXT}}


def conditions(rules: int, facts: int, layers: int) -> list[str]:
    """Each compares some facts; from the second layer on one of them is a conclusion of the layer before."""
    size = -(-rules // layers)
    found = []
    for number in range(rules):
        parts = [f"f{(PARTS * number + part) % facts} >= {(number + part) % 5}" for part in range(PARTS)]
        if number >= size:
            parts[0] = f"c{number - size}"
        found.append(f"{parts[0]} {'or' if number % 2 else 'and'} ({parts[1]} or {parts[2]})")
    return found


def knowledge(rules: int, facts: int, layers: int) -> Knowledge:
    """So many rules in so many layers, over so many facts."""
    whens = conditions(rules, facts, layers)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "ruleset.yaml", ruleset=_HEAD, facts={f"f{each}": _NUMBER for each in range(facts)})
        for start in range(0, rules, _IN_A_FILE):
            numbers = range(start, min(start + _IN_A_FILE, rules))
            _write(
                folder / f"rules{start}.yaml",
                conclusions={f"c{each}": _FINDING for each in numbers},
                rules={f"r{each}": {"when": whens[each], "then": f"c{each}", **_REST} for each in numbers},
            )
        return load_rulesets(folder)


def _write(path: Path, **sections: Any) -> None:
    path.write_text(json.dumps(sections), "utf-8")


def region(made: Knowledge, chance: random.Random) -> Region:
    """A region of which a fifth is unknown."""
    facts: dict[str, Any] = {name: chance.randint(0, 4) for name in made.vocabulary.facts if chance.random() > 0.2}
    return region_of({"region": "X", "facts": facts}, made.vocabulary)
