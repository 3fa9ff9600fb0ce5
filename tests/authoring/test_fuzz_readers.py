"""
Fuzzing every reader: whatever a file holds, it is read or refused with problems that can be said, and nothing else.

A moment for each reader in the ordinary run; `make soak` gives each `REGIORULES_FUZZ_SECONDS`.
"""

from __future__ import annotations

import json
import shutil
from functools import cache, partial
from pathlib import Path

import pytest

from regiorules import Assessment, Engine, InputError, load, read_profiles, read_region
from regiorules.authoring.testing.fuzzing import Read, fuzz, mutated, mutated_zip
from regiorules.authoring.testing.scenarios import load_scenarios
from regiorules.errors import NOWHERE, Problems
from regiorules.facts.region import to_document
from regiorules.facts.save import save_region
from regiorules.rules.conditions import parse_condition
from regiorules.rules.load import load_rulesets
from regiorules.rules.names import Names
from tests.paths import ROOT

KNOWLEDGE = load("core")


def seeds(*patterns: str) -> list[bytes]:
    """The good files that match, from the project's root."""
    found = [path.read_bytes() for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    assert found
    return found


def region(path: Path) -> None:
    """Read a region; what is read can be saved with an answer, and then says the same and that answer."""
    found = read_region(path, KNOWLEDGE.vocabulary)
    Engine(KNOWLEDGE, "compiled").statuses(found)
    told = found.tell(KNOWLEDGE.vocabulary, sme_role="large")
    save_region(path, told, {"sme_role": True})
    assert read_region(path, KNOWLEDGE.vocabulary) == told


REGIONS = seeds("examples/regions/*.yaml")


@cache
def in_json() -> list[bytes]:
    """The regions of the examples as JSON."""
    regions = [read_region(path, KNOWLEDGE.vocabulary) for path in sorted(ROOT.glob("examples/regions/*.yaml"))[:3]]
    documents = [to_document(each) for each in regions]
    return [json.dumps(each, ensure_ascii=False, indent=indent).encode() for each in documents for indent in (None, 2)]


def test_a_strange_region_in_yaml(tmp_path: Path) -> None:
    """Region files, and saving an answer in them."""
    fuzz(mutated(REGIONS), "region.yaml", region, tmp_path)


def test_a_strange_region_in_json(tmp_path: Path) -> None:
    """Region files in JSON, and saving an answer in them."""
    fuzz(mutated(in_json()), "region.json", region, tmp_path)


def test_a_strange_assessment(tmp_path: Path) -> None:
    """What a program keeps and reads again; what is read gives the same bytes again."""
    engine = Engine(KNOWLEDGE, "compiled")
    kept = [
        engine.assess(read_region(path, KNOWLEDGE.vocabulary)).to_json() for path in ROOT.glob("examples/regions/z*")
    ]

    def read(path: Path) -> None:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return
        again = Assessment.from_json(text)
        assert Assessment.from_json(again.to_json()) == again

    fuzz(mutated([each.encode() for each in kept]), "kept.json", read, tmp_path)


def in_ruleset(name: str, folder: Path) -> Read:
    """Reads the tiny rule set with one of its files replaced."""
    whole = folder / "whole"
    shutil.copytree(ROOT / "tests" / "data" / "tables", whole)
    shutil.copytree(ROOT / "tests" / "data" / "mini", folder / "mini")

    def read(path: Path) -> None:
        shutil.copy(path, whole / name)
        load_rulesets(whole)
        load_scenarios(whole)

    return read


def test_a_strange_rule_set(tmp_path: Path) -> None:
    """The file that says it all: facts, conclusions, rules, tables."""
    fuzz(mutated(seeds("tests/data/tables/ruleset.yaml")), "x", in_ruleset("ruleset.yaml", tmp_path), tmp_path)


def test_strange_scenarios(tmp_path: Path) -> None:
    """The scenarios beside a rule set."""
    seed = seeds("tests/data/tables/scenarios/*.yaml")
    fuzz(mutated(seed), "x", in_ruleset("scenarios/cases.yaml", tmp_path), tmp_path)


def test_a_strange_decision_table(tmp_path: Path) -> None:
    """Tables in CSV."""
    seed = seeds("tests/data/tables/tables/approach.csv")
    fuzz(mutated(seed), "x", in_ruleset("tables/approach.csv", tmp_path), tmp_path)


def test_a_strange_condition(tmp_path: Path) -> None:
    """The expression language."""
    conditions = [rule.text.encode() for rule in KNOWLEDGE.rules.values()]
    names = Names.of(KNOWLEDGE)

    def read(path: Path) -> None:
        problems = Problems()
        text = path.read_bytes().decode("utf-8", "replace")
        if parse_condition(text, names, NOWHERE, "when", problems) is None:
            assert problems.found
        problems.stop(InputError)

    fuzz(mutated(conditions), "condition", read, tmp_path)


def test_a_strange_table_of_regions(tmp_path: Path) -> None:
    """Profiles in CSV."""
    whole = seeds("rulesets/core/data/*.csv")[0].splitlines(keepends=True)
    few = b"".join(whole[:40])
    read = partial(read_profiles, vocabulary=KNOWLEDGE.vocabulary)
    fuzz(mutated([few, few.replace(b",", b";")]), "regions.csv", read, tmp_path)


def test_a_strange_table_of_regions_in_json(tmp_path: Path) -> None:
    """The same, as a list of objects."""
    rows = [{"regio": "R", "regionummer": 1, "gemeente": name, "inwoners": 5, "code": None} for name in "ABC"]
    read = partial(read_profiles, vocabulary=KNOWLEDGE.vocabulary)
    fuzz(mutated([json.dumps(rows).encode(), json.dumps(rows, indent=1).encode()]), "regions.json", read, tmp_path)


def test_a_strange_workbook(tmp_path: Path) -> None:
    """Questionnaires that were filled in."""
    pytest.importorskip("openpyxl")
    from regiorules.facts.workbook import read_workbook, workbook_content

    path = tmp_path / "made.xlsx"
    zeeland = read_region(ROOT / "examples/regions/zeeland.yaml", KNOWLEDGE.vocabulary)
    path.write_bytes(workbook_content(KNOWLEDGE.vocabulary, zeeland))
    fuzz(
        mutated_zip([path.read_bytes()]), "scan.xlsx", lambda each: read_workbook(each, KNOWLEDGE.vocabulary), tmp_path
    )
