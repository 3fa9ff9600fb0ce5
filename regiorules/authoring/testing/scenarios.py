"""
Scenarios: what must hold, must not, and may be open, in YAML beside the rules.

`scenarios` tell whole stories; `cases` try one rule at a time, with facts in which it holds and facts
in which it doesn't.  Both run all rules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from attrs import evolve, field

from regiorules.documents import Mapping as MappingNode
from regiorules.documents import Node, Sequence, node_of, read_document
from regiorules.engine.assessment import Assessment
from regiorules.engine.coherence import ABSENT
from regiorules.engine.engine import Engine
from regiorules.engine.judgement import Judge
from regiorules.engine.states import ConclusionState, FactState, RuleState, Status
from regiorules.errors import NOWHERE, InputError, Place, Problems, RegioRulesError, RuleSetError, unknown_name
from regiorules.facts.entries import Given
from regiorules.facts.given import read_given
from regiorules.facts.names import find_profile
from regiorules.facts.profiles import profiles_of
from regiorules.facts.region import Region, read_region, region_from_profile
from regiorules.facts.values import NONE_WORDS, as_written, read_value
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.frozen import FrozenDict, frozen, frozen_dict
from regiorules.rules.bundled import bundled
from regiorules.rules.exceptions import Overriding, beside
from regiorules.rules.expressions import Expression
from regiorules.rules.folder import ruleset_files
from regiorules.rules.model import Knowledge
from regiorules.rules.shapes import read_shape
from regiorules.text import Language, Near, fold

Walk = Callable[[Collection[Any]], Iterator[Any]]


@frozen
class Scenario:
    """
    A story: facts (of an example, a profile, or given here) and what must follow.

    `region` is what it is called, where rules are for some regions only, and `on` the day whose rules count, and whose
    table the profile is from.  `not_holds` may fail or be open; `open`
    may be anything, and says so for the reader.  `records` names the records for which a conclusion holds, those and no
    others.
    """

    name: str
    example: str = ""
    profile: str = ""
    region: str = ""
    on: date | None = None
    facts: Mapping[str, Any] = field(factory=FrozenDict, converter=frozen_dict)
    set: Mapping[str, Any] = field(factory=FrozenDict, converter=frozen_dict)
    holds: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    not_holds: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(factory=FrozenDict, converter=frozen_dict)
    severity: Mapping[str, Any] = field(factory=FrozenDict, converter=frozen_dict)
    records: Mapping[str, Any] = field(factory=FrozenDict, converter=frozen_dict)
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
    holds: tuple[Mapping[str, Any], ...] = ()
    fails: tuple[Mapping[str, Any], ...] = ()
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
    error: RegioRulesError | None = field(default=None, eq=False)

    def shown(self, language: Language) -> str:
        """What was seen, in words where it is an error."""
        return self.error.say(language) if self.error else self.seen

    @property
    def passed(self) -> bool:
        """True where what was seen is what was expected."""
        seen = "fails" if self.seen in ABSENT else self.seen  # what isn't in force doesn't hold either
        return seen in (self.expected, *self.expected.split(" | "))


@frozen
class Suite:
    """All scenarios and cases of one or more rule sets."""

    scenarios: tuple[Scenario, ...]
    cases: Mapping[str, Case] = field(converter=frozen_dict)
    places: Mapping[str, Place] = field(converter=frozen_dict)


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
            problems.add(code, node.keys[name], name, name=name, known=", ".join(known), suggestion=Near(name, known))


def check_suite(suite: Suite, engine: Engine, walk: Walk = iter) -> Iterator[Check]:
    """
    Every check of the suite, in order; a fact or a name that doesn't exist is a check that fails.

    `walk` goes through the scenarios, and then through the cases: it may tell how far it is.
    """
    for scenario in walk(suite.scenarios):
        yield from check_scenario(scenario, engine)
    for rule_id, case in walk(suite.cases.items()):
        yield from check_case(rule_id, case, suite.places[rule_id], engine)


def check_scenario(scenario: Scenario, engine: Engine) -> Iterator[Check]:
    """What a scenario expects against what is seen."""
    try:
        assessment = engine.assess(scenario_region(scenario, engine.knowledge), scenario.on)
    except RegioRulesError as error:
        yield Check(scenario.name, "facts", "-", error.say("nl"), scenario.place, error)
        return
    check = partial(_check, scenario, engine.knowledge)
    for wanted, names in (
        ("holds", scenario.holds),
        ("fails", scenario.fails),
        ("fails | open", scenario.not_holds),
        ("holds | fails | open", scenario.open),
    ):
        for name in names:
            yield check(name, wanted, {**assessment.rules, **assessment.conclusions}, _status)
    facts = engine.knowledge.vocabulary.facts
    for name, value in scenario.values.items():
        yield check(name, _expected(facts.get(name), value), assessment.facts, _value)
    for name, grade in scenario.severity.items():
        yield check(name, str(grade), assessment.conclusions, lambda state: state.grade)
    for name, records in scenario.records.items():
        yield check(name, _listed(records), assessment.conclusions, _drawn)


def _check(
    scenario: Scenario,
    knowledge: Knowledge,
    name: str,
    expected: str,
    known: Mapping[str, Any],
    see: Callable[[Any], str],
) -> Check:
    """One name of a scenario; one that doesn't exist there and then is never as expected."""
    if name in known:
        return Check(scenario.name, name, expected, see(known[name]), scenario.place)
    return Check(scenario.name, name, expected, "?", scenario.place, _missing(name, known, knowledge))


def _missing(name: str, known: Iterable[str], knowledge: Knowledge) -> RegioRulesError:
    """Why a name isn't known: there is none such, or it counts in another region or on another day."""
    elsewhere = {*knowledge.rules, *knowledge.conclusions, *knowledge.vocabulary.facts}
    return unknown_name("expected_elsewhere" if name in elsewhere else "unknown_expected", name, known)


def scenario_region(scenario: Scenario, knowledge: Knowledge) -> Region:
    """The region of a scenario; raises InputError or UnknownName."""
    vocabulary = knowledge.vocabulary
    region = Region(scenario.name)
    if scenario.example:
        region = read_region(bundled("examples") / "regions" / f"{scenario.example}.yaml", vocabulary)
    elif scenario.profile:
        table = profiles_of(vocabulary, scenario.on.isoformat() if scenario.on else "")
        region = region_from_profile(find_profile(scenario.profile, table, vocabulary))
    named = evolve(region, name=scenario.region) if scenario.region else region
    return _told(named, {**scenario.facts, **scenario.set}, vocabulary)


def case_regions(case: Case, vocabulary: Vocabulary) -> Iterator[tuple[Status, Region]]:
    """For every list of facts in a case the status that its rule must have, and the region; raises InputError."""
    examples: tuple[tuple[Status, tuple[Mapping[str, Any], ...]], ...] = (("holds", case.holds), ("fails", case.fails))
    for status, lists in examples:
        for facts in lists:
            yield status, _told(Region(case.region or status), facts, vocabulary)


def case_assessments(case: Case, engine: Engine) -> Iterator[tuple[Status, Assessment]]:
    """The same with the assessment of each region."""
    for status, region in case_regions(case, engine.knowledge.vocabulary):
        yield status, engine.assess(region, case.on)


def _told(region: Region, values: Mapping[str, Any], vocabulary: Vocabulary) -> Region:
    """The region with values set; a scenario may also give facts that are only derived, to try a rule by itself."""
    problems = Problems()
    facts = dict(region.facts)
    parameters = dict(region.parameters)
    for name, value in values.items():
        fact = vocabulary.facts.get(name)
        if fact is not None:
            facts[name] = Given(read_given(fact, node_of(value), problems, name))
        elif name in vocabulary.parameters:
            number = read_value(vocabulary.parameters[name].as_fact(), node_of(value), problems, name)
            parameters[name] = 0 if number is None else number
        else:
            hint = Near(name, [*vocabulary.facts, *vocabulary.parameters])
            problems.add("unknown_fact", path=name, name=name, suggestion=hint)
    problems.stop(InputError)
    return evolve(region, facts=facts, parameters=parameters)


def check_case(rule_id: str, case: Case, place: Place, engine: Engine) -> Iterator[Check]:
    """What a case says of its rule against what is seen."""
    rules = engine.prepare(Region(case.region), case.on).knowledge.rules
    if rule_id not in rules:
        yield Check(rule_id, "rule", rule_id, "?", place, _missing(rule_id, rules, engine.knowledge))
        return
    rule = rules[rule_id]
    yield Check(rule_id, "gives", _given_by(case.gives, engine.knowledge.vocabulary), rule.says, place)
    yield Check(rule_id, "grade", case.severity or case.strength or "-", rule.grade or "-", place)
    try:
        for number, (status, region) in enumerate(case_regions(case, engine.knowledge.vocabulary), 1):
            yield Check(rule_id, f"[{number}]", status, engine.statuses(region, case.on)[rule_id], place)
    except RegioRulesError as error:
        yield Check(rule_id, "facts", "-", error.say("nl"), place, error)


def _given_by(gives: Any, vocabulary: Vocabulary) -> str:
    """What a case says that its rule gives, written the same way."""
    if not isinstance(gives, Mapping):
        return str(gives)
    shown = {name: _expected(vocabulary.facts.get(name), value) for name, value in gives.items()}
    return ", ".join(name if value == "yes" else f"{name}: {value}" for name, value in shown.items())


def _drawn(state: ConclusionState) -> str:
    """The records for which a conclusion holds."""
    return _listed(tuple(each.name for each in state.records if each.status == "holds"))


def _listed(names: Any) -> str:
    """Names in one order, however they are spelled; `none` names none."""
    if isinstance(names, str):
        names = () if fold(names) in NONE_WORDS else (names,)
    return ", ".join(sorted(fold(str(name)) for name in names)) or "-"


def _status(state: RuleState | ConclusionState) -> str:
    return state.status


def _value(state: FactState) -> str:
    return as_written(state.value)


def _expected(fact: Fact | None, value: Any) -> str:
    """A value that is expected, as it is written of a fact that has it; what can't be read is never as expected."""
    problems = Problems()
    found = read_given(fact, node_of(value), problems, "") if fact else None
    return as_written(value if fact is None or problems.found else found)


def coverage(suite: Suite, engine: Engine, ruleset: str = "", walk: Walk = iter) -> dict[str, set[str]]:
    """For every rule (of one rule set) the statuses that some scenario or case shows; `walk` as for `check_suite`."""
    knowledge = engine.knowledge
    changed = knowledge.replacements(ruleset)
    own = [name for name, rule in knowledge.rules.items() if not ruleset or rule.ruleset == ruleset]
    seen: dict[str, set[str]] = {name: set() for name in (*own, *sorted(changed))}

    def see(names: Iterable[str], region: Region, on: date | None) -> None:
        statuses = engine.statuses(region, on)
        for name in names:
            if name in seen and name in statuses:
                seen[name].add(statuses[name])

    for scenario in walk(suite.scenarios):
        with suppress(RegioRulesError):  # facts that can't be read are a check that fails
            see(seen, scenario_region(scenario, knowledge), scenario.on)
    for name, case in walk(suite.cases.items()):
        with suppress(RegioRulesError):
            for _, region in case_regions(case, knowledge.vocabulary):
                see([name], region, case.on)
    return seen


def untried_exceptions(suite: Suite, engine: Engine, ruleset: str) -> list[tuple[str, str]]:
    """
    The exceptions of a rule set that no scenario or case shows: facts in which the rule would hold, were it not for it.

    Each is the id of a rule, or of a table of which any row will do, with "unless" or the id of what goes before it.
    """
    left = dict.fromkeys(exceptions_of(engine.knowledge, ruleset))
    for region, on in _told_regions(suite, engine.knowledge) if left else ():
        prepared = engine.prepare(region, on)
        values = prepared.executor.run(engine.given(region)).values
        for name, tree in _exceptions(prepared.knowledge, ruleset):
            if name in left and Judge(tree, prepared.parameters).value(values):
                del left[name]
    return list(left)


def exceptions_of(knowledge: Knowledge, ruleset: str) -> list[tuple[str, str]]:
    """The exceptions that a rule set makes, named as in `untried_exceptions`."""
    return list(dict(_exceptions(knowledge, ruleset)))


def _told_regions(suite: Suite, knowledge: Knowledge) -> Iterator[tuple[Region, date | None]]:
    """The regions of every scenario and case, with the day; what can't be read is a check that fails."""
    for scenario in suite.scenarios:
        with suppress(RegioRulesError):
            yield scenario_region(scenario, knowledge), scenario.on
    for case in suite.cases.values():
        with suppress(RegioRulesError):
            yield from ((region, case.on) for _, region in case_regions(case, knowledge.vocabulary))


def _exceptions(knowledge: Knowledge, ruleset: str) -> Iterator[tuple[tuple[str, str], Expression]]:
    """The exceptions that a rule set makes, each with the condition that is true where it makes the difference."""
    over = Overriding(knowledge.rules)
    for rule in knowledge.rules.values():
        if rule.exception is not None and rule.ruleset == ruleset:
            yield (rule.table or rule.id, "unless"), beside(rule, rule.exception)
        for special in over.over(rule):
            if special.ruleset == ruleset:
                yield (rule.table or rule.id, special.id), over.both(rule, special)
