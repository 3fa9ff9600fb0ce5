"""
Rules about one record: `each: LIST` makes a condition one about a record of that list, by its fields.

What such a rule concludes is drawn for each record of which the condition is true.  Read in another condition it means:
for some record.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from regiorules.errors import Place, Problems
from regiorules.facts.vocabulary import Vocabulary
from regiorules.rules.declared import SLOT
from regiorules.rules.expressions import Aggregate, Expression, reads, walk
from regiorules.rules.model import Knowledge
from regiorules.rules.names import Names
from regiorules.text import LANGUAGES, Near


def looking_at(each: str, names: Names, place: Place, path: str, problems: Problems) -> Names | None:
    """The names for a condition about one record; None where there are no such records (then `problems` grows)."""
    if not each:
        return names
    records = names.vocabulary.facts.get(each)
    if records is None or records.type != "records":
        if each not in names.broken:
            lists = [name for name, fact in names.vocabulary.facts.items() if fact.type == "records"]
            problems.add("expr_records", place, path, name=each, suggestion=Near(each, lists))
        return None
    if not any(field.id == records.key and field.required for field in records.fields):
        problems.add("each_key", place, path, name=each)
        return None
    return evolve(names, each=records)


def fields(each: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The names of the fields of these records; none for no records."""
    records = vocabulary.facts.get(each)
    return frozenset(field.id for field in records.fields) if records else frozenset()


def check_each(knowledge: Knowledge, problems: Problems) -> None:
    """What is concluded for each record is so by every rule, names it in its title, and isn't read for one record."""
    _mixed(knowledge, problems)
    for name, each in knowledge.drawn_for.items():
        conclusion = knowledge.conclusions.get(name)
        if conclusion is not None:
            key = knowledge.vocabulary.facts[each].key
            titles = [SLOT.finditer(conclusion.title.say(language)) for language in LANGUAGES]
            if not all(key in (slot["name"] for slot in title) for title in titles):
                problems.add("each_title", conclusion.place, f"conclusions.{name}.title", name=key, each=each)
    for tree, place, path in _trees(knowledge):
        for part in walk(tree):
            if isinstance(part, Aggregate) and part.where is not None:
                for name in sorted(reads(part.where) & knowledge.conclusions.keys()):
                    if knowledge.drawn_for.get(name) == part.records:
                        problems.add("each_read", place, path, name=name, each=part.records)


def _mixed(knowledge: Knowledge, problems: Problems) -> None:
    """All rules for a conclusion draw it for each of the same records, or for the region."""
    first: dict[str, tuple[str, str]] = {}
    for rule in knowledge.every_rule():
        conclusion = knowledge.conclusions.get(rule.target)
        if rule.each and (conclusion is None or conclusion.kind == "route"):
            problems.add("not_for", rule.place, f"rules.{rule.id}", kind="route" if conclusion else "fact", name="each")
        each, other = first.setdefault(rule.target, (rule.each, rule.id))
        if each != rule.each:
            fields = {"name": rule.target, "rule": other, "each": each or "-", "here": rule.each or "-"}
            problems.add("each_mixed", rule.place, f"rules.{rule.id}", **fields)


def _trees(knowledge: Knowledge) -> Iterator[tuple[Expression, Place, str]]:
    for rule in knowledge.every_rule():
        yield from ((tree, rule.place, f"rules.{rule.id}") for tree in rule.trees)
    for name, tree in knowledge.derivations.items():
        yield tree, knowledge.vocabulary.facts[name].derive_place, f"facts.{name}.derive"
