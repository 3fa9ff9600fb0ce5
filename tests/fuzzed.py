"""
Every reader that takes something from outside, as a fuzzer has it: good files for it, and what must be so of the rest.

Each reads a file or raises an error of RegioRules; anything else is a fault.  What a fuzzer found worth keeping, as no
other input took that way through the code, lies in `tests/data/corpus`, by the name of the reader.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from attrs import frozen

from regiorules import Assessment, Engine, InputError, advise, load, read_profiles, read_region, region_from_json
from regiorules.authoring.testing.fuzzing import Read
from regiorules.authoring.testing.scenarios import load_scenarios
from regiorules.errors import NOWHERE, Problems
from regiorules.facts.region import to_document
from regiorules.facts.save import save_region
from regiorules.rules.conditions import parse_condition
from regiorules.rules.load import load_rulesets
from regiorules.rules.names import Names
from tests.paths import ROOT

CORPUS = ROOT / "tests" / "data" / "corpus"
KNOWLEDGE = load("core")


@frozen
class Fuzzed:
    """A reader of files called `name`, made in a folder of its own, and good files; `zipped` are archives."""

    name: str
    good: Callable[[], list[bytes]]
    reader: Callable[[Path], Read]
    zipped: bool = False


def kept(reader: str) -> list[bytes]:
    """The corpus of a reader."""
    return [path.read_bytes() for path in sorted((CORPUS / reader).glob("*"))]


def _files(*patterns: str) -> list[bytes]:
    found = [path.read_bytes() for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    assert found
    return found


def _text(path: Path) -> str:
    """Its text; what is no UTF-8 has another reader."""
    return path.read_bytes().decode("utf-8", "replace")


# --- regions ---------------------------------------------------------------------------------


def _region(path: Path) -> None:
    """What is read can be saved with an answer, and then says the same and that answer."""
    found = read_region(path, KNOWLEDGE.vocabulary)
    Engine(KNOWLEDGE, "compiled").statuses(found)
    told = found.tell(KNOWLEDGE.vocabulary, sme_role="large")
    save_region(path, told, {"sme_role": True})
    assert read_region(path, KNOWLEDGE.vocabulary) == told


def _in_json() -> list[bytes]:
    regions = [read_region(path, KNOWLEDGE.vocabulary) for path in sorted(ROOT.glob("examples/regions/*.yaml"))[:3]]
    documents = [to_document(each) for each in regions]
    return [json.dumps(each, ensure_ascii=False, indent=indent).encode() for each in documents for indent in (None, 2)]


def _from_json(path: Path) -> None:
    """As text from outside, and once more as the plain data of a program."""
    text = _text(path)
    found = region_from_json(text, KNOWLEDGE.vocabulary)
    assert advise(json.loads(text), "en")["region"] == found.name


def _workbooks() -> list[bytes]:
    from regiorules.facts.workbook import workbook_content

    zeeland = read_region(ROOT / "examples/regions/zeeland.yaml", KNOWLEDGE.vocabulary)
    return [workbook_content(KNOWLEDGE.vocabulary, zeeland)]


def _workbook(path: Path) -> None:
    from regiorules.facts.workbook import read_workbook

    read_workbook(path, KNOWLEDGE.vocabulary)


# --- rule sets ---------------------------------------------------------------------------------


def _in_ruleset(name: str, folder: Path) -> Read:
    """Reads the tiny rule set with one of its files replaced."""
    whole = folder / "whole"
    shutil.copytree(ROOT / "tests" / "data" / "tables", whole)
    shutil.copytree(ROOT / "tests" / "data" / "mini", folder / "mini")

    def read(path: Path) -> None:
        shutil.copy(path, whole / name)
        load_rulesets(whole)
        load_scenarios(whole)

    return read


def _of_ruleset(name: str) -> Fuzzed:
    return Fuzzed("x", lambda: _files(f"tests/data/tables/{name}"), partial(_in_ruleset, name))


def _condition(path: Path) -> None:
    problems = Problems()
    if parse_condition(_text(path), Names.of(KNOWLEDGE), NOWHERE, "when", problems) is None:
        assert problems.found
    problems.stop(InputError)


# --- what was kept -----------------------------------------------------------------------------


def _assessments() -> list[bytes]:
    engine = Engine(KNOWLEDGE, "compiled")
    regions = (read_region(path, KNOWLEDGE.vocabulary) for path in sorted(ROOT.glob("examples/regions/z*")))
    return [engine.assess(each).to_json().encode() for each in regions]


def _assessment(path: Path) -> None:
    """What is read gives the same bytes again."""
    again = Assessment.from_json(_text(path))
    assert Assessment.from_json(again.to_json()) == again


# --- tables of regions -------------------------------------------------------------------------


def _few_rows() -> list[bytes]:
    few = b"".join(_files("rulesets/core/data/*.csv")[0].splitlines(keepends=True)[:40])
    return [few, few.replace(b",", b";")]


def _few_objects() -> list[bytes]:
    rows = [{"regio": "R", "regionummer": 1, "gemeente": name, "inwoners": 5, "code": None} for name in "ABC"]
    return [json.dumps(rows).encode(), json.dumps(rows, indent=1).encode()]


def _profiles(path: Path) -> None:
    read_profiles(path, KNOWLEDGE.vocabulary)


def always(read: Read) -> Callable[[Path], Read]:
    """A reader that needs no folder of its own."""
    return lambda _: read


FUZZED: Mapping[str, Fuzzed] = {
    "region-yaml": Fuzzed("region.yaml", lambda: _files("examples/regions/*.yaml"), always(_region)),
    "region-json": Fuzzed("region.json", _in_json, always(_region)),
    "api": Fuzzed("region.txt", _in_json, always(_from_json)),
    "workbook": Fuzzed("scan.xlsx", _workbooks, always(_workbook), zipped=True),
    "ruleset": _of_ruleset("ruleset.yaml"),
    "scenarios": Fuzzed(
        "x",
        lambda: _files("tests/data/tables/scenarios/*.yaml"),
        partial(_in_ruleset, "scenarios/cases.yaml"),
    ),
    "decision-table": _of_ruleset("tables/approach.csv"),
    "condition": Fuzzed(
        "condition", lambda: [rule.text.encode() for rule in KNOWLEDGE.rules.values()], always(_condition)
    ),
    "assessment": Fuzzed("kept.json", _assessments, always(_assessment)),
    "profiles-csv": Fuzzed("regions.csv", _few_rows, always(_profiles)),
    "profiles-json": Fuzzed("regions.json", _few_objects, always(_profiles)),
}


def folder_of_its_own() -> Path:
    """A new folder, that the system takes away."""
    return Path(tempfile.mkdtemp(prefix="regiorules-fuzzing-"))
