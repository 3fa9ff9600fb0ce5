"""
JSON Schemas of what RegioRules reads and writes, made from the classes themselves, so that they can't differ.

An editor that knows JSON Schema checks a file while it is typed, completes its keys and values, and shows
the question and the help of a fact.  New rule sets have theirs beside them (`beside`), and elsewhere one writes the
schema once, and names it on top of a file:

    regiorules schema region --output region.schema.json

    # yaml-language-server: $schema=region.schema.json

That is for editors with the YAML language server (VS Code, Neovim, Helix …); JetBrains reads
`# $schema: region.schema.json`.  A JSON region file has no comments: name the schema in the settings
(`json.schemas`).  For the files of a rule set the schemas are `ruleset` (`ruleset.yaml`), `catalogue`
(all other files) and `scenario` (below `scenarios/`).  The others are for programs: what `to_data` gives and
`--format json` writes.

A schema takes a value as our reader has it (text) and as an editor's parser types it.  Where the types
lose what the reader sees (`75.000` is the number 75 to YAML) it gives the benefit of the doubt; what can
only be known from other files (does this conclusion exist?) is for `regiorules lint`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from regiorules.authoring.schemas.regions import region_schema
from regiorules.authoring.schemas.rulesets import catalogue_schema, ruleset_schema, scenario_schema
from regiorules.authoring.schemas.written import WRITTEN, written_schema
from regiorules.errors import unknown_name
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.vocabulary import Vocabulary
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import Language, Text

__all__ = ["SCHEMAS", "schema"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS: dict[str, Text] = {
    "assessment": Text("RegioRules: een beoordeling", "RegioRules: an assessment"),
    "advice": Text("RegioRules: een advies", "RegioRules: advice"),
    "explanation": Text("RegioRules: een uitleg", "RegioRules: an explanation"),
    "changes": Text("RegioRules: wat er verandert", "RegioRules: what changes"),
    "comparison": Text("RegioRules: een vergelijking", "RegioRules: a comparison"),
    "history": Text("RegioRules: een regio door de jaren", "RegioRules: a region through the years"),
    "plan": Text("RegioRules: een plan", "RegioRules: a plan"),
    "robust": Text("RegioRules: hoe vast conclusies staan", "RegioRules: how firm conclusions are"),
    "questions": Text("RegioRules: open vragen", "RegioRules: open questions"),
    "error": Text("RegioRules: een fout", "RegioRules: an error"),
    "ruleset": Text(
        "RegioRules: ruleset.yaml, het hoofd van een rule set", "RegioRules: ruleset.yaml, the head of a rule set"
    ),
    "catalogue": Text("RegioRules: een bestand van een rule set", "RegioRules: a file of a rule set"),
    "scenario": Text("RegioRules: scenario's bij een rule set", "RegioRules: scenarios beside a rule set"),
    "region": Text("RegioRules: een regiobestand", "RegioRules: a region file"),
}
_DESCRIPTIONS: dict[str, Text] = {
    "assessment": Text(
        "Wat uit de feiten over een regio volgt, zonder woorden.", "What follows from the facts of a region, no words."
    ),
    "advice": Text(
        "Wat `regiorules advise --format json` schrijft: een beoordeling, met het advies erbij.",
        "What `regiorules advise --format json` writes: an assessment, with the advice beside it.",
    ),
    "explanation": Text(
        "Wat `regiorules explain --format json` schrijft.", "What `regiorules explain --format json` writes."
    ),
    "changes": Text(
        "Wat `regiorules whatif --format json` schrijft.", "What `regiorules whatif --format json` writes."
    ),
    "comparison": Text(
        "Wat `regiorules compare --format json` schrijft.", "What `regiorules compare --format json` writes."
    ),
    "history": Text(
        "Wat `regiorules history --format json` schrijft.", "What `regiorules history --format json` writes."
    ),
    "plan": Text("Wat `regiorules plan --format json` schrijft.", "What `regiorules plan --format json` writes."),
    "robust": Text("Wat `regiorules robust --format json` schrijft.", "What `regiorules robust --format json` writes."),
    "questions": Text(
        "Wat `regiorules questions --format json` schrijft.", "What `regiorules questions --format json` writes."
    ),
    "error": Text(
        "Wat met `--format json` bij een fout op de standaardfoutuitvoer komt, als een regel JSON (RFC 9457).",
        "What an error is on standard error with `--format json`, as a line of JSON (RFC 9457).",
    ),
    "ruleset": Text(
        "Zegt welke rule set dit is, en mag alle onderdelen van een rule set bevatten.",
        "Says which rule set this is, and may hold every section of a rule set.",
    ),
    "catalogue": Text(
        "Feiten, regels, conclusies en de andere onderdelen, naar keuze over bestanden verdeeld.",
        "Facts, rules, conclusions and the other sections, divided over files as you like.",
    ),
    "scenario": Text(
        "Feiten, en wat daaruit moet volgen; `regiorules test` voert ze uit.",
        "Facts, and what must follow from them; `regiorules test` runs them.",
    ),
    "region": Text(
        "Wat van één regio bekend is: een waarde, wat er deels van bekend is, of `unknown`; zo nodig met de bron.",
        "What is known of one region: a value, what is partly known of it, or `unknown`; with its source if need be.",
    ),
}


def schema(
    name: str,
    language: Language = "nl",
    *,
    vocabulary: Callable[[], Vocabulary] | None = None,
    profiles: Iterable[str] | None = None,
) -> dict[str, Any]:
    """
    The JSON Schema with that name, with its titles and descriptions in a language.

    `vocabulary` gives the facts of region files (without: those of core), `profiles` the names of regions to
    suggest.  Raises UnknownName.
    """
    if name not in SCHEMAS:
        raise unknown_name("unknown_schema", name, SCHEMAS)
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "ruleset": lambda: ruleset_schema(language),
        "catalogue": lambda: catalogue_schema(language),
        "scenario": lambda: scenario_schema(language),
        "region": lambda: _region((vocabulary or _core)(), profiles, language),
    }
    made = written_schema(name) if name in WRITTEN else makers[name]()
    words = {"title": SCHEMAS[name].say(language), "description": described(name, language)}
    return {"$schema": _DRAFT, **words, **{key: part for key, part in made.items() if key not in words}}


def _region(vocabulary: Vocabulary, profiles: Iterable[str] | None, language: Language) -> dict[str, Any]:
    return region_schema(vocabulary, built_in_profiles(vocabulary) if profiles is None else profiles, language)


def described(name: str, language: Language) -> str:
    """What a schema is of, in a sentence."""
    return _DESCRIPTIONS[name].say(language)


def _core() -> Vocabulary:
    return load_rulesets(ruleset_folder("core")).vocabulary
