"""What is odd about a rule set that can be loaded: what has no rule, no scenario, or no use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import evolve

from regiorules.authoring.lint.certain import without_effect
from regiorules.authoring.lint.gaps import gap_findings, table_files
from regiorules.authoring.lint.used import alike, comparisons, shown, used
from regiorules.authoring.testing.scenarios import Suite, coverage, untried_exceptions
from regiorules.documents import Mapping as MappingNode
from regiorules.documents import Scalar, read_document
from regiorules.engine.engine import Engine
from regiorules.errors import Place, Problem, Problems, RuleSetError
from regiorules.facts.dates import today
from regiorules.frozen import frozen
from regiorules.proofs.finding import Finding
from regiorules.rules.coverage import cover
from regiorules.rules.folder import files_of, ruleset_files
from regiorules.rules.model import Knowledge, Rule
from regiorules.rules.tables.grid import read_grid
from regiorules.text import listing

TABLES = (".csv", ".xlsx", ".ods")  # files of a rule set that aren't YAML


@frozen
class Contents:
    """Where every item of a rule set's own files stands, by section and name; and the scales that facts name."""

    places: Mapping[tuple[str, str], Place]
    scales: frozenset[str]


def contents(folder: Path) -> Contents:
    """The contents of a rule set that can be loaded."""
    places: dict[tuple[str, str], Place] = {}
    scales: set[str] = set()
    for path in ruleset_files(folder):
        document = read_document(path, RuleSetError)
        sections = document.entries if isinstance(document, MappingNode) else {}
        for name, section in sections.items():
            for key, item in section.entries.items() if isinstance(section, MappingNode) else ():
                assert isinstance(section, MappingNode)
                places[name, key] = section.keys[key]
                scale = item.entries.get("scale") if isinstance(item, MappingNode) else None
                if isinstance(scale, Scalar):
                    scales.add(scale.text)
    return Contents(places, frozenset(scales))


def warnings(knowledge: Knowledge, ruleset: str, folder: Path, suite: Suite) -> Iterator[Problem]:
    """What is odd about one rule set, in knowledge that may hold others too."""
    own = contents(folder)
    yield from _holes(knowledge, own)
    yield from _untried(knowledge, ruleset, suite)
    yield from _untried_exceptions(knowledge, ruleset, suite)
    yield from _unread(knowledge, own)
    yield from _unused(knowledge, own)
    yield from _dressed(knowledge, own)
    yield from _stray(knowledge, folder)
    yield from without_effect(knowledge.valued("", today()), ruleset)


def findings(knowledge: Knowledge, folder: Path) -> Iterator[Finding]:
    """What is odd about a rule set that some region shows: the gaps in its tables."""
    yield from gap_findings(knowledge, contents(folder).places)


def _problem(own: Contents, code: str, section: str, name: str, **fields: object) -> Iterator[Problem]:
    """The problem with an item, where it is the rule set's own."""
    place = own.places.get((section, name))
    if place:
        yield Problem(code, {"name": name, **fields}, place, f"{section}.{name}")


def _holes(knowledge: Knowledge, own: Contents) -> Iterator[Problem]:
    """Conclusions and derived facts without a rule, and statements that nothing uses."""
    changed = {f"{rule.id} {rule.ruleset}": rule for rule in knowledge.every_rule()}
    found = cover(evolve(knowledge, rules=changed))
    for name in found.without_rule:
        section = "conclusions" if name in knowledge.conclusions else "facts"
        yield from _problem(own, "lint_without_rule", section, name)
    for name in found.unused:
        yield from _problem(own, "lint_statement_unused", "statements", name)


def _untried(knowledge: Knowledge, ruleset: str, suite: Suite) -> Iterator[Problem]:
    """Rules that no scenario shows holding, or not holding."""
    changed = knowledge.replacements(ruleset)
    for name, seen in coverage(suite, Engine(knowledge), ruleset).items():
        rule: Rule = changed.get(name) or knowledge.rules[name]
        path = f"{'changes' if name in changed else 'rules'}.{name}"
        if "holds" not in seen:
            yield Problem("lint_never_holds", {"name": name}, rule.place, path)
        if "fails" not in seen and not knowledge.is_unconditional(rule):
            yield Problem("lint_never_fails", {"name": name}, rule.place, path)


def _untried_exceptions(knowledge: Knowledge, ruleset: str, suite: Suite) -> Iterator[Problem]:
    """Exceptions that no scenario shows keeping a rule from holding."""
    for name, exception in untried_exceptions(suite, Engine(knowledge), ruleset):
        of = knowledge.rules.get(exception) or knowledge.rules.get(name) or knowledge.tables[name]
        section, key = ("rules", "overrides") if exception in knowledge.rules else (_section(name, knowledge), "unless")
        path = f"{section}.{of.id}.{key}"
        yield Problem("lint_exception_untried", {"name": name, "exception": exception}, of.place, path)


def _section(name: str, knowledge: Knowledge) -> str:
    return "rules" if name in knowledge.rules else "tables"


def _unread(knowledge: Knowledge, own: Contents) -> Iterator[Problem]:
    """Facts that are asked and not read, and options between which nothing makes a difference."""
    names, visible, compared = used(knowledge), shown(knowledge), comparisons(knowledge)
    for name, fact in knowledge.vocabulary.facts.items():
        if name not in names:
            if fact.asked:
                yield from _problem(own, "lint_fact_unread", "facts", name)
        elif name not in visible and fact.options:
            for group in alike(fact, compared.get(name, ())):
                code = "lint_option_unread" if fact.type == "set" else "lint_options_alike"
                yield from _problem(own, code, "facts", name, options=", ".join(group))


def _unused(knowledge: Knowledge, own: Contents) -> Iterator[Problem]:
    """Assumptions, groups, scales and sections that nothing uses."""
    in_use = {
        "parameters": used(knowledge),
        "groups": {fact.group for fact in knowledge.vocabulary.facts.values()},
        "scales": own.scales,
        "sections": {each.section for each in knowledge.conclusions.values()},
        "source_sections": {each.section for each in knowledge.statements.values()},
    }
    for section, name in own.places:
        if section in in_use and name not in in_use[section]:
            yield from _problem(own, "lint_unused", section, name)


def _dressed(knowledge: Knowledge, own: Contents) -> Iterator[Problem]:
    """What is hidden in the files of decision tables and counts, and what is no rule in them."""
    for name, path in table_files(knowledge).items():
        grid = read_grid(path, knowledge.tables[name].sheet, Problems())
        found = (("lint_table_hidden", grid.hidden), ("lint_table_left_out", grid.left_out)) if grid else ()
        for code, parts in found:
            yield from _problem(own, code, "tables", name, parts=listing(parts, 20)) if parts else ()


def _stray(knowledge: Knowledge, folder: Path) -> Iterator[Problem]:
    """Files of tables that nothing names."""
    read = {Path(rule.place.file).resolve() for rule in knowledge.every_rule()}
    profile = knowledge.vocabulary.profile
    read |= {Path(each.location).resolve() for each in (profile.files if profile else ())}
    for path in files_of(folder):
        if path.suffix.lower() in TABLES and path.resolve() not in read:
            yield Problem("lint_unused", {}, Place(str(path)))
