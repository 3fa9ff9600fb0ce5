"""The JSON Schemas themselves: each is a schema, every file here follows its own, and a command writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from regiorules.authoring.schemas import SCHEMAS, described, schema
from regiorules.authoring.schemas.hints import HINTS
from regiorules.authoring.schemas.scalars import any_case
from regiorules.errors import UnknownName
from regiorules.text import LANGUAGES, Language
from tests.authoring.schemas.agreeing import CORE, typed, untyped, validator
from tests.commands import run
from tests.mini import MINI, VOCABULARY
from tests.paths import ROOT

RULE_SETS = ("tests/data/*/ruleset.yaml", "plugins/*/src/*/ruleset/ruleset.yaml")
FOLDERS = [CORE, *(each.parent for pattern in RULE_SETS for each in sorted(ROOT.glob(pattern)))]


def files() -> Iterator[tuple[str, Path]]:
    """Every YAML file of the repository that a schema is for, with the name of that schema."""
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.yaml")):
            inside = path.relative_to(folder)
            kind = "scenario" if "scenarios" in inside.parts[:-1] else "catalogue"
            yield ("ruleset" if inside.name == "ruleset.yaml" else kind), path
    yield from (("region", path) for path in sorted((ROOT / "examples" / "regions").glob("*.yaml")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema(name: str, language: Language) -> None:
    """It follows the draft it names, says what it is for in the language asked for, and every reference in it ends."""
    made = schema(name, language)
    jsonschema.Draft202012Validator.check_schema(made)
    assert list(made)[:3] == ["$schema", "title", "description"]
    assert "$id" not in made
    other: Language = "nl" if language == "en" else "en"
    assert made["title"] != schema(name, other)["title"]
    text = json.dumps(made)
    for reference in set(re.findall(r'"\$ref": "#/\$defs/([^"]*)"', text)):
        assert reference in made["$defs"]
    for pattern in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', text):
        re.compile(json.loads(pattern))


def test_an_unknown_schema_is_an_error() -> None:
    """The error names the nearest schema."""
    with pytest.raises(UnknownName) as caught:
        schema("regio")
    assert caught.value.problems[0].suggestion == "region"


def test_every_hint_is_shown() -> None:
    """No hint is for a key that is gone."""
    shown = json.dumps([schema(name, "nl") for name in ("ruleset", "scenario")], ensure_ascii=False)
    assert [key for key, text in HINTS.items() if json.dumps(text.nl, ensure_ascii=False) not in shown] == []


@pytest.mark.parametrize(("kind", "path"), list(files()), ids=lambda value: getattr(value, "stem", value))
def test_every_file_follows_its_schema(kind: str, path: Path) -> None:
    """Every file of the rule sets and every example, typed as an editor types it and as our reader does."""
    text = path.read_text("utf-8")
    for document in (typed(text), untyped(text)):
        assert [error.message for error in validator(kind).iter_errors(document)] == []


def test_words_in_any_case() -> None:
    """A pattern takes capitals, accents, and signs that mean something in a pattern."""
    pattern = re.compile(any_case(["één kern", "a.b (c)"]))
    assert pattern.fullmatch("ÉÉN Kern")
    assert pattern.fullmatch("A.b (C)")
    assert not pattern.fullmatch("axb (c)")


def test_the_command_writes_a_schema(tmp_path: Path) -> None:
    """For the rule sets asked for, in the language asked for, on the screen or in a file."""
    code, out, err = run("schema", "region", "--ruleset", MINI, "--lang", "en")
    assert (code, err) == (0, "")
    assert json.loads(out) == schema("region", "en", vocabulary=lambda: VOCABULARY)
    path = tmp_path / "region.json"
    assert run("schema", "region", "--ruleset", MINI, "--output", path) == (0, "", f"geschreven: {path}\n")
    assert json.loads(path.read_text("utf-8"))["title"] == SCHEMAS["region"].nl


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_help_of_the_command_names_every_schema(name: str) -> None:
    """A schema that isn't named can't be found."""
    assert name in run("schema", "--help")[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_name_the_schemas_are_listed(language: Language, tmp_path: Path) -> None:
    """Each with what it is of, on the screen or in a file."""
    code, out, err = run("schema", "--lang", language)
    assert (code, err) == (0, "")
    words = " ".join(out.split())
    for name in SCHEMAS:
        assert f"{name} {described(name, language)}" in words
    assert run("schema", "--lang", language, "--output", tmp_path / "list.txt")[0] == 0
    assert (tmp_path / "list.txt").read_text("utf-8").split() == out.split()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("advice", ("advise",)),
        ("explanation", ("explain", "strained")),
        ("changes", ("whatif", "--set", "trust=high")),
        ("history", ("history",)),
        ("plan", ("plan",)),
        ("robust", ("robust",)),
        ("questions", ("questions",)),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_command_writes_follows_its_schema(
    name: str, words: tuple[str, ...], language: Language, tmp_path: Path
) -> None:
    """What is printed with `--format json`, and what is printed of an error."""
    path = tmp_path / "region.yaml"
    path.write_text("region: X\nfacts: {trust: low}\n", "utf-8")
    more = ("--ruleset", MINI, "--format", "json", "--lang", language)
    code, out, _ = run(words[0], path, *words[1:], *more)
    assert code == 0
    jsonschema.validate(json.loads(out), schema(name))
    code, _, err = run(words[0], tmp_path / "gone.yaml", *words[1:], *more)
    assert code == 2
    jsonschema.validate(json.loads(err), schema("error"))
