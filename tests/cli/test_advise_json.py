"""`advise --format json`: it follows its schema, and is the same whatever makes it and however the input is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
import yaml

from tests.cli.results import FLEVOLAND, Result, Run, done, run_apart
from tests.executors import installed
from tests.paths import REGIONS

EXAMPLES = sorted(REGIONS.glob("*.yaml"))


@pytest.fixture(scope="module")
def schema() -> Any:
    result = run_apart("schema", "advice")
    return done(result).data


@pytest.mark.parametrize("source", [*EXAMPLES, "Zeeland", "Groot Amsterdam"], ids=lambda source: Path(source).stem)
def test_json_validates(run: Run, schema: Any, source: Path | str) -> None:
    """The JSON of every example and of built-in regions is what `schema advice` says; an odd key isn't."""
    jsonschema.Draft202012Validator.check_schema(schema)
    where = [source] if isinstance(source, Path) else ["--region", source]
    data = done(run("advise", *where, "--format", "json")).data
    check = jsonschema.Draft202012Validator(schema)
    check.validate(data)
    assert not check.is_valid({**data, "odd": 1})
    assert not check.is_valid({name: value for name, value in data.items() if name != "conclusions"})


@installed
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_executors_agree(run: Run, path: Path) -> None:
    """The durable and the compiled executor give the same JSON apart from their name."""
    one, other = (
        done(run("advise", path, "--format", "json", "--engine", name)).out for name in ("durable", "compiled")
    )
    assert one != other
    assert one.replace('"executor": "durable"', '"executor": "compiled"') == other


@installed
def test_auto_is_durable_where_it_is_installed(flevoland: Callable[..., Result]) -> None:
    """Without --engine the assessment says that durable-rules made it."""
    assert flevoland("--format", "json").data["executor"] == "durable"


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_two_runs_give_the_same_bytes(format: str) -> None:
    """Two processes, each with its own order of hashing, print the same."""
    one, other = (
        done(run_apart("advise", FLEVOLAND, "--format", format, PYTHONHASHSEED=seed)).out for seed in ("1", "2")
    )
    assert one == other


def shuffled(value: Any, random: Random) -> Any:
    """Plain data with the keys of every mapping in another order; lists stay as they are."""
    if isinstance(value, list):
        return [shuffled(each, random) for each in value]
    if not isinstance(value, dict):
        return value
    names = list(value)
    random.shuffle(names)
    return {name: shuffled(value[name], random) for name in names}


def unquoted(value: Any) -> Any:
    """Plain data with null for `unknown`, which between quotes is a word like any other."""
    if isinstance(value, list):
        return [unquoted(each) for each in value]
    if isinstance(value, dict):
        return {name: unquoted(each) for name, each in value.items()}
    return None if value == "unknown" else value


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_shuffled_keys_give_the_same_bytes(run: Run, path: Path, tmp_path: Path) -> None:
    """The keys of the input in another order, as YAML or as JSON, change nothing."""
    data = unquoted(yaml.load(path.read_text("utf-8"), yaml.BaseLoader))
    expected = done(run("advise", path, "--format", "json")).out
    for seed, suffix in ((1, "yaml"), (2, "json")):
        again = shuffled(data, Random(seed))
        assert list(again["facts"]) != list(data["facts"])
        file = tmp_path / f"again.{suffix}"
        text = json.dumps(again) if suffix == "json" else yaml.safe_dump(again, sort_keys=False, allow_unicode=True)
        file.write_text(text, "utf-8")
        assert done(run("advise", file, "--format", "json")).out == expected
