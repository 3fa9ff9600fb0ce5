"""What can be asked without a region: what there is to know of the rule sets that are served."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from regiorules import region_from_profile
from regiorules.authoring.schemas import SCHEMAS, described, schema
from regiorules.errors import UnknownName, unknown_name
from regiorules.facts.dates import today
from regiorules.facts.names import meant_region
from regiorules.rules.model import Knowledge
from regiorules.stored import to_plain
from regiorules_web.answers import Answer
from regiorules_web.asked import Asked
from regiorules_web.formats import media_types, suffix_of
from regiorules_web.listed import (
    FactDetails,
    FormatDetails,
    RegionName,
    RuleDetails,
    RuleSetDetails,
    StatementDetails,
    VocabularyDetails,
)
from regiorules_web.problems import Absent


def rulesets(asked: Asked) -> Answer:
    """The rule sets that are served."""
    return _listed(RuleSetDetails.of(each, asked.language) for each in _knowledge(asked).rulesets)


def rules(asked: Asked) -> Answer:
    """The rules: all, or those that rest on a statement, or that are in force on a day or in a region."""
    knowledge = _knowledge(asked)
    statement = asked.text("statement") if asked.has("statement") else None
    if statement is not None and statement not in knowledge.statements:
        raise unknown_name("unknown_statement", statement, knowledge.statements)
    if asked.has("region") or asked.has("on"):
        knowledge = knowledge.at(asked.text_or("region"), asked.day() or today())
    chosen = (each for each in knowledge.rules.values() if statement is None or statement in each.statements)
    return _listed(RuleDetails.of(each, asked.language) for each in chosen)


def facts(asked: Asked) -> Answer:
    """The vocabulary: facts with their questions and options, groups, assumptions."""
    return Answer(to_plain(VocabularyDetails.of(_knowledge(asked), asked.language)))


def fact(asked: Asked) -> Answer:
    """One fact."""
    known, name = _knowledge(asked).vocabulary.facts, asked.text("name")
    with _named():
        if name not in known:
            raise unknown_name("unknown_fact", name, known)
    return Answer(to_plain(FactDetails.of(known[name], asked.language)))


def statements(asked: Asked) -> Answer:
    """The statements of the source, with the rules that rest on each."""
    knowledge = _knowledge(asked)
    return _listed(StatementDetails.of(each, knowledge, asked.language) for each in knowledge.statements.values())


def regions(asked: Asked) -> Answer:
    """The regions of a table, in its order."""
    table = asked.table()
    return _listed(map(RegionName.of, table.values()))


def region(asked: Asked) -> Answer:
    """One region as a table has it, in the form of a region file; by any name that it is known by."""
    vocabulary = _knowledge(asked).vocabulary
    table = asked.table()
    with _named():
        meant = meant_region(asked.text("name"), table, vocabulary)
    return Answer(region_from_profile(meant.profile).to_data(), (meant.remark,) if meant.remark else ())


def schemas(asked: Asked) -> Answer:
    """The JSON Schemas there are."""
    return Answer([{"name": name, "description": described(name, asked.language)} for name in SCHEMAS])


def one_schema(asked: Asked) -> Answer:
    """One JSON Schema."""
    vocabulary = _knowledge(asked).vocabulary
    with _named():
        return Answer(schema(asked.text("name"), asked.language, vocabulary=lambda: vocabulary))


def formats(asked: Asked) -> Answer:
    """The formats in which advice can be had."""
    registry = asked.service.registry
    found = media_types(registry).items()
    return _listed(FormatDetails(name, suffix_of(registry, name), media_type) for name, media_type in found)


def _knowledge(asked: Asked) -> Knowledge:
    return asked.engine().knowledge


@contextmanager
def _named() -> Iterator[None]:
    """A name that doesn't exist is an address that doesn't."""
    try:
        yield
    except UnknownName as error:
        raise Absent(error.problems) from None


def _listed(values: Any) -> Answer:
    return Answer([to_plain(each) for each in values])
