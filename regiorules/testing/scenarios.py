"""
Scenarios: what must hold, must not, and may be open, in YAML beside the rules.

`scenarios` tell whole stories; `cases` try one rule at a time, with facts in which it holds and facts
in which it doesn't.  Both are run by full assessments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from regiorules.documents import Mapping as MappingNode
from regiorules.documents import Node, Sequence, node_of, read_document
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.errors import NOWHERE, InputError, Place, Problems, RegioRulesError, RuleSetError
from regiorules.facts.profiles import built_in_profiles, find_profile
from regiorules.facts.region import Given, Region, read_region, region_from_profile
from regiorules.facts.values import read_value
from regiorules.facts.vocabulary import Vocabulary
from regiorules.rules.bundled import bundled
from regiorules.rules.load import ruleset_files
from regiorules.rules.model import Knowledge
from regiorules.rules.shapes import read_shape
from regiorules.text import nearest


@frozen
class Scenario:
    """
    A story: facts (of an example, a profile, or given here) and what must follow.

    `on` is the day whose rules count.  `not_holds` may fail or be open; `open` may be anything, and
    says so for the reader.
    """

    name: str
    example: str = ""
    profile: str = ""
    on: date | None = None
    facts: Mapping[str, Any] = field(factory=dict)
    set: Mapping[str, Any] = field(factory=dict)
    holds: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    not_holds: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(factory=dict)
    severity: Mapping[str, Any] = field(factory=dict)
    place: Place = field(default=NOWHERE, eq=False)


@frozen
class Case:
    """
    One rule: what it gives, facts in which it holds, and facts in which it doesn't.

    `region` and `on` say for which region and day, where the rule applies to some only.
    """

    gives: Any
    region: str = ""
    on: date | None = None
    holds: tuple[Any, ...] = ()
    fails: tuple[Any, ...] = ()
    severity: str = ""
    strength: str = ""


@frozen
class Check:
    """One thing that was checked: expected against seen."""

    scenario: str
    subject: str
    expected: str
    seen: str
    place: Place = NOWHERE

    @property
    def passed(self) -> bool:
        """True where what was seen is what was expected."""
        return self.seen in self.expected.split(" | ")


@frozen
class Suite:
    """All scenarios and cases of one or more rule sets."""

    scenarios: tuple[Scenario, ...]
    cases: Mapping[str, Case]
    places: Mapping[str, Place]


def load_scenarios(*folders: Path) -> Suite:
    """The scenarios beside the rules in these folders; raises RuleSetError with every problem."""
    problems = Problems()
    scenarios: list[Scenario] = []
    cases: dict[str, Case] = {}
    places: dict[str, Place] = {}
    for folder in folders:
        for path in ruleset_files(folder, scenarios=True):
            _read_file(read_document(path, RuleSetError), scenarios, cases, places, problems)
    problems.stop(RuleSetError)
    return Suite(tuple(scenarios), cases, places)


def _read_file(
    node: Node, scenarios: list[Scenario], cases: dict[str, Case], places: dict[str, Place], problems: Problems
) -> None:
    if not isinstance(node, MappingNode):
        problems.add("expected_mapping", node.place)
        return
    for name, section in node.entries.items():
        if name == "scenarios" and isinstance(section, Sequence):
            for number, item in enumerate(section.items, 1):
                scenario = read_shape(item, Scenario, f"scenarios[{number}]", problems)
                if scenario:
                    scenarios.append(evolve(scenario, place=item.place))
        elif name == "cases" and isinstance(section, MappingNode):
            for key, item in section.entries.items():
                case = read_shape(item, Case, f"cases.{key}", problems)
                if key in cases:
                    problems.add("defined_twice", section.keys[key], "cases", name=key, first=places[key])
                elif case:
                    cases[key], places[key] = case, section.keys[key]
        else:
            code = "expected_list" if name == "scenarios" else "expected_mapping" if name == "cases" else "unknown_key"
            known = ("scenarios", "cases")
            problems.add(
                code, node.keys[name], name, name=name, known=", ".join(known), suggestion=nearest(name, known)
            )


def check_suite(suite: Suite, engine: Engine) -> Iterator[Check]:
    """Every check of the suite, in order; a fact or a name that doesn't exist is a check that fails."""
    for scenario in suite.scenarios:
        yield from check_scenario(scenario, engine)
    for rule_id, case in suite.cases.items():
        yield from check_case(rule_id, case, suite.places[rule_id], engine)


def check_scenario(scenario: Scenario, engine: Engine) -> Iterator[Check]:
    """What a scenario expects against what is seen."""
    try:
        assessment = engine.assess(scenario_region(scenario, engine.knowledge), scenario.on)
    except RegioRulesError as error:
        yield Check(scenario.name, "facts", "-", error.say("nl"), scenario.place)
        return
    for wanted, names in (
        ("holds", scenario.holds),
        ("fails", scenario.fails),
        ("fails | open", scenario.not_holds),
        ("holds | fails | open", scenario.open),
    ):
        for name in names:
            yield Check(scenario.name, name, wanted, _status(assessment, name), scenario.place)
    for name, value in scenario.values.items():
        yield Check(scenario.name, name, str(value), _value(assessment, name), scenario.place)
    for name, grade in scenario.severity.items():
        conclusion = assessment.conclusions.get(name)
        yield Check(scenario.name, name, str(grade), conclusion.grade if conclusion else "?", scenario.place)


def scenario_region(scenario: Scenario, knowledge: Knowledge) -> Region:
    """The region of a scenario; raises InputError or UnknownName."""
    vocabulary = knowledge.vocabulary
    region = Region(scenario.name)
    if scenario.example:
        region = read_region(bundled("examples") / "regions" / f"{scenario.example}.yaml", vocabulary)
    elif scenario.profile:
        region = region_from_profile(find_profile(scenario.profile, built_in_profiles()))
    return _told(region, {**scenario.facts, **scenario.set}, vocabulary)


def case_assessments(case: Case, engine: Engine) -> Iterator[tuple[str, Assessment]]:
    """For every list of facts in a case the expected status and the assessment; raises InputError."""
    for status, examples in (("holds", case.holds), ("fails", case.fails)):
        for facts in examples:
            region = _told(Region(case.region or status), facts, engine.knowledge.vocabulary)
            yield status, engine.assess(region, case.on)


def _told(region: Region, values: Mapping[str, Any], vocabulary: Vocabulary) -> Region:
    """The region with values set; a scenario may also give facts that are only derived, to try a rule by itself."""
    problems = Problems()
    facts = dict(region.facts)
    parameters = dict(region.parameters)
    for name, value in values.items():
        fact = vocabulary.facts.get(name)
        if fact is not None:
            facts[name] = Given(read_value(fact, node_of(value), problems, name))
        elif name in vocabulary.parameters:
            number = read_value(vocabulary.parameters[name].as_fact(), node_of(value), problems, name)
            parameters[name] = 0 if number is None else number
        else:
            hint = nearest(name, [*vocabulary.facts, *vocabulary.parameters])
            problems.add("unknown_fact", path=name, name=name, suggestion=hint)
    problems.stop(InputError)
    return evolve(region, facts=facts, parameters=parameters)


def check_case(rule_id: str, case: Case, place: Place, engine: Engine) -> Iterator[Check]:
    """What a case says of its rule against what is seen."""
    rule = engine.prepare(Region(case.region), case.on).knowledge.rules.get(rule_id)
    if rule is None:
        yield Check(rule_id, "rule", rule_id, "?", place)
        return
    gives = rule.target if rule.value is True else {rule.target: rule.value}
    yield Check(rule_id, "gives", str(case.gives), str(gives), place)
    yield Check(rule_id, "grade", case.severity or case.strength or "-", rule.grade or "-", place)
    try:
        for number, (status, assessment) in enumerate(case_assessments(case, engine), 1):
            yield Check(rule_id, f"[{number}]", status, assessment.rules[rule_id].status, place)
    except RegioRulesError as error:
        yield Check(rule_id, "facts", "-", error.say("nl"), place)


def _status(assessment: Assessment, name: str) -> str:
    state = assessment.conclusions.get(name) or assessment.rules.get(name)
    return state.status if state else "?"


def _value(assessment: Assessment, name: str) -> str:
    """A value as a scenario file writes it."""
    value = assessment.facts[name].value if name in assessment.facts else "?"
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def coverage(suite: Suite, engine: Engine, ruleset: str = "") -> dict[str, set[str]]:
    """For every rule (of one rule set) the statuses that some scenario or case of its own shows."""
    knowledge = engine.knowledge
    changed = {change.rule for change in knowledge.changes if change.by and change.ruleset == ruleset}
    own = [name for name, rule in knowledge.rules.items() if not ruleset or rule.ruleset == ruleset]
    seen: dict[str, set[str]] = {name: set() for name in (*own, *sorted(changed))}
    for scenario in suite.scenarios:
        assessment = engine.assess(scenario_region(scenario, knowledge), scenario.on)
        for name in set(seen) & set(assessment.rules):
            seen[name].add(assessment.rules[name].status)
    for name, case in suite.cases.items():
        for _, assessment in case_assessments(case, engine):
            if name in seen:
                seen[name].add(assessment.rules[name].status)
    return seen
