"""How a test holds a schema against the reader of the same files."""

from __future__ import annotations

import io
import json
import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
from ruamel.yaml import YAML

from regiorules.authoring.schemas import schema
from regiorules.authoring.testing.scenarios import load_scenarios
from regiorules.documents import parse, plain
from regiorules.errors import Problem, RegioRulesError, RuleSetError
from regiorules.facts.region import region_of
from regiorules.facts.vocabulary import Vocabulary
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.mini import MINI, VOCABULARY

CORE = ruleset_folder("core")


@cache
def validator(name: str, folder: Path = CORE) -> Any:
    vocabulary = load_rulesets(folder).vocabulary
    return jsonschema.Draft202012Validator(schema(name, vocabulary=lambda: vocabulary))


def follow(path: Path) -> list[str]:
    """What an editor complains of in a file, that finds the schema by the first line of it."""
    text = path.read_text("utf-8")
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert found, f"{path} names no schema"
    made = json.loads((path.parent / found[1]).read_text("utf-8"))
    return [error.message for error in jsonschema.Draft202012Validator(made).iter_errors(typed(text))]


def typed(text: str) -> Any:
    """A file as an editor has it: typed by YAML 1.2, and then as JSON knows it."""
    return _json(YAML(typ="safe").load(text))


def _json(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _json(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_json(each) for each in data]
    return data.isoformat() if isinstance(data, date) else data


def untyped(text: str) -> Any:
    """A file as our reader has it: all text."""
    return plain(parse(text, "file.yaml"))


def written(document: Any) -> str:
    """A document as a YAML file."""
    out = io.StringIO()
    writer = YAML(typ="safe")
    writer.width = 10_000
    writer.dump(document, out)
    return out.getvalue()


def accepted(text: str, name: str, folder: Path = CORE) -> tuple[bool, bool]:
    """Whether a schema accepts a file, as an editor has it and as our reader has it."""
    check = validator(name, folder)
    return check.is_valid(typed(text)), check.is_valid(untyped(text))


def problems_of(name: str, text: str) -> list[Problem]:
    """What the loader has against one file of the mini rule set, with the other files as they are."""
    with TemporaryDirectory() as place:
        shutil.copytree(MINI, place, dirs_exist_ok=True)
        Path(place, name).write_text(text, "utf-8")
        if name == "changes.yaml":  # the head may stand in any file, but once
            head = Path(place, "ruleset.yaml")
            head.write_text(
                head.read_text("utf-8").split("source_sections:")[1].join(["source_sections:", ""]), "utf-8"
            )
        try:
            load_rulesets(place)
            cases = load_scenarios(Path(place)).cases.values()
        except RuleSetError as error:
            return [problem for problem in error.problems if Path(problem.place.file).name == Path(name).name]
    # Facts that aren't a mapping are found when the case is run.
    wrong = [facts for case in cases for facts in (*case.holds, *case.fails) if not isinstance(facts, dict)]
    return [Problem("expected_mapping") for _ in wrong]


SCHEMA_OF = {"ruleset.yaml": "ruleset", "rules.yaml": "catalogue", "scenarios/cases.yaml": "scenario"}


def problems_in(text: str, vocabulary: Vocabulary = VOCABULARY) -> list[Problem]:
    """What the reader has against a region file."""
    try:
        region_of(parse(text, "region.yaml"), vocabulary)
    except RegioRulesError as error:
        return list(error.problems)
    return []
