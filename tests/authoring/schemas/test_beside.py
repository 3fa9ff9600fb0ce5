"""Files that are written for authors name the schema that they follow, and it is there."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.authoring.testing.running import run
from regiorules.documents.editors import nearest_schema_line, schema_line
from regiorules.text import LANGUAGES
from tests.authoring.schemas.agreeing import follow

NAMES = st.sampled_from(["a", "b", "schemas"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_plugin_is_checked_by_an_editor(language: str, tmp_path: Path) -> None:
    """Each YAML file leads to a schema, which it follows and which finds a mistake in it; in the language asked for."""
    assert run("new", "plugin", "demo", "--output", tmp_path, "--lang", language).code == 0
    files = sorted(tmp_path.rglob("*.yaml"))
    assert {path.name for path in files} == {"ruleset.yaml", "demo.yaml"}
    for path in files:
        assert follow(path) == []
        path.write_text(path.read_text("utf-8") + "\nstrange: 1\n", "utf-8")
        assert any("strange" in each for each in follow(path))
    written = json.loads((tmp_path / "regiorules-demo" / "schemas" / "scenario.schema.json").read_text("utf-8"))
    assert written["title"].endswith("beside a rule set" if language == "en" else "bij een rule set")


def test_a_new_region_file_names_the_schema_that_stands_near(tmp_path: Path) -> None:
    """That of an interview; without a schema it names none, and JSON has no comments."""
    regions = tmp_path / "regions"
    regions.mkdir()
    ask = ("ask", "--region", "Zeeland", "--output")
    run(*ask, regions / "before.yaml", stdin="stop\n")
    assert (regions / "before.yaml").read_text("utf-8").startswith("region:")
    assert run("schema", "region", "--output", tmp_path / "region.schema.json").code == 0
    run(*ask, regions / "after.yaml", stdin="1\nstop\n")
    assert follow(regions / "after.yaml") == []
    run(*ask, regions / "after.json", stdin="stop\n")
    assert json.loads((regions / "after.json").read_text("utf-8"))["region"] == "Zeeland"


def test_the_nearest_schema_is_named(tmp_path: Path) -> None:
    """Beside the file goes before a folder further up, and `schemas` counts beside each."""
    (tmp_path / "schemas").mkdir()
    inner = tmp_path / "set" / "scenarios"
    inner.mkdir(parents=True)
    assert nearest_schema_line(inner / "new.yaml", "scenario") == ""
    (tmp_path / "schemas" / "scenario.schema.json").write_text("{}", "utf-8")
    assert nearest_schema_line(inner / "new.yaml", "scenario").endswith("=../../schemas/scenario.schema.json\n")
    (inner / "scenario.schema.json").write_text("{}", "utf-8")
    assert nearest_schema_line(inner / "new.yaml", "scenario").endswith("=scenario.schema.json\n")


@given(st.lists(NAMES, max_size=4), st.lists(NAMES, max_size=4))
def test_the_line_leads_from_the_file_to_the_schema(folders: list[str], others: list[str]) -> None:
    """Wherever the two stand."""
    file, schema = PurePosixPath(*folders, "x.yaml"), PurePosixPath(*others, "x.schema.json")
    way = PurePosixPath(schema_line(str(file), str(schema)).strip().split("=")[1])
    at = list(file.parts[:-1])
    for part in way.parts:
        at = at[:-1] if part == ".." else [*at, part]
    assert PurePosixPath(*at) == schema
