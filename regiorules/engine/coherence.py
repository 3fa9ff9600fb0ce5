"""
Does an assessment hang together, and does it go with some knowledge?

An assessment that was kept as JSON may have been edited, or come from other rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from regiorules.engine.each import about_one, judged, record_name
from regiorules.engine.executor import Outcome
from regiorules.engine.findings import Findings
from regiorules.engine.fits import fits
from regiorules.engine.judgement import Judge
from regiorules.engine.older import older
from regiorules.engine.program import Program, program_of
from regiorules.engine.provenance import Provenance
from regiorules.engine.settling import CONFLICT, one_value, settle_silent
from regiorules.errors import InputError, Problem
from regiorules.facts.partial import is_partial, records_in, says_partly
from regiorules.facts.possible import Partly, both, is_partly
from regiorules.stored.reading import reading, shown, wrong
from regiorules.text import nearest

if TYPE_CHECKING:
    from regiorules.engine.assessment import Assessment
    from regiorules.engine.states import ConclusionState, FactState, RecordState, RuleSetUsed, RuleState
    from regiorules.rules.model import Knowledge, Rule, RuleSetInfo

ABSENT = ("not_in_force", "not_here")
_TRUTH: Mapping[str, bool | None] = {"holds": True, "fails": False, "open": None}


def consistent(assessment: Assessment) -> None:
    """Raises Wrong where the parts of an assessment can't stand together."""
    for clashes in (_facts, _rules, _conclusions, _rest):
        for path, problem in clashes(assessment):
            wrong(problem, path)


def _clash(one: str, other: str) -> Problem:
    return Problem("stored_clash", {"one": one, "other": other})


def _unknown(names: Iterable[str], known: Collection[str], path: str) -> Iterator[tuple[str, Problem]]:
    """The first name that isn't known."""
    for name in names:
        if name not in known:
            yield path, Problem("stored_unknown", {"name": name}, suggestion=nearest(name, known))


def _facts(assessment: Assessment) -> Iterator[tuple[str, Problem]]:
    for name, state in assessment.facts.items():
        path = f"facts.{name}"
        known = state.origin in ("given", "derived")
        if known is (state.value is None):
            yield path, _clash(f"origin: {state.origin}", f"value: {shown(state.value)}")
        if state.origin != "derived" and (state.rules or state.rests_on):
            yield path, _clash(f"origin: {state.origin}", "rules, rests_on")
        if known and state.waits_for and not is_partial(state.value):
            yield path, _clash(f"origin: {state.origin}", "waits_for")
        yield from _unknown(state.sources, assessment.sources, f"{path}.sources")
        yield from _unknown((*state.rests_on, *state.waits_for), assessment.facts, path)
        yield from _same(assessment, state.rules, "holds", f"{path}.rules")


def _rules(assessment: Assessment) -> Iterator[tuple[str, Problem]]:
    named = {**assessment.facts, **assessment.conclusions}
    for name, state in assessment.rules.items():
        yield from _grounds(state, f"rules.{name}")
        yield from _unknown((*state.rests_on, *state.waits_for), named, f"rules.{name}")


def _conclusions(assessment: Assessment) -> Iterator[tuple[str, Problem]]:
    for name, state in assessment.conclusions.items():
        path = f"conclusions.{name}"
        yield from _grounds(state, path)
        if state.grade and state.status != "holds":
            yield path, _clash(f"status: {state.status}", f"grade: {state.grade}")
        if state.status in ("holds", "open") and not state.rules:
            yield path, _clash(f"status: {state.status}", "rules: []")
        if state.status in ABSENT and (state.rules or state.rests_on or state.waits_for):
            yield path, _clash(f"status: {state.status}", "rules, rests_on, waits_for")
        yield from _records(assessment, state, path)
        yield from _unknown((*state.rests_on, *state.waits_for), assessment.facts, path)
        yield from _same(assessment, state.rules, state.status, f"{path}.rules")


def _records(assessment: Assessment, state: ConclusionState, path: str) -> Iterator[tuple[str, Problem]]:
    """A conclusion holds where it does for some record, and is open where it is for some and holds for none."""
    for number, each in enumerate(state.records, 1):
        where = f"{path}.records[{number}]"
        yield from _grounds(each, where)
        if state.status not in ("holds", each.status):
            yield where, _clash(f"status: {each.status}", f"{path}: {state.status}")
        if not each.rules:
            yield where, _clash(f"status: {each.status}", "rules: []")
        if each.grade and each.status != "holds":
            yield where, _clash(f"status: {each.status}", f"grade: {each.grade}")
        yield from _unknown(each.rules, assessment.rules, f"{where}.rules")
        yield from _unknown((*each.rests_on, *each.waits_for), assessment.facts, where)


def _grounds(state: RuleState | RecordState | ConclusionState, path: str) -> Iterator[tuple[str, Problem]]:
    """What is open waits, and what isn't rests on something."""
    idle = "rests_on" if state.status == "open" else "waits_for"
    if getattr(state, idle):
        yield path, _clash(f"status: {state.status}", idle)


def _same(assessment: Assessment, rules: Iterable[str], status: str, path: str) -> Iterator[tuple[str, Problem]]:
    """Rules that are named beside a status have that status themselves."""
    for name in rules:
        if name not in assessment.rules:
            yield from _unknown([name], assessment.rules, path)
        elif assessment.rules[name].status != status:
            yield path, _clash(f"status: {status}", f"{name}: {assessment.rules[name].status}")


def _rest(assessment: Assessment) -> Iterator[tuple[str, Problem]]:
    names = [each.id for each in assessment.rulesets]
    for name in sorted({each for each in names if names.count(each) > 1}):
        yield "rulesets", Problem("stored_twice", {"name": name})
    for number, conflict in enumerate(assessment.conflicts, 1):
        path = f"conflicts[{number}]"
        yield from _unknown([conflict.fact], assessment.facts, path)
        yield from _same(assessment, conflict.rules, "holds", path)
        if len(set(conflict.values)) < 2:
            yield path, _clash("conflicts", f"values: {shown(conflict.values)}")
    if assessment.format != assessment.form and not assessment.partly:
        yield "format", _clash(f"format: {assessment.format}", "facts")
    if assessment.on and not _is_day(assessment.on):
        yield "on", Problem("stored_day", {"value": shown(assessment.on)})


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def same_rules(used: Iterable[RuleSetUsed], known: Iterable[RuleSetInfo]) -> None:
    """Raises InputError for every rule set that isn't known, or known in another version."""
    here = {each.id: each for each in known}
    found = []
    for each in used:
        other = here.get(each.id)
        if other is None or (other.version, other.digest) != (each.version, each.digest):
            fields = {"name": each.id, "then": _version(each), "now": _version(other) if other else "-"}
            found.append(Problem("stored_rules", fields))
    if found:
        raise InputError(found)


def _version(each: RuleSetUsed | RuleSetInfo) -> str:
    return f"{each.version} ({each.digest[:12]})"


def fitting(assessment: Assessment, used: Knowledge) -> Knowledge:
    """What was used; raises InputError where a stored assessment can't have been made by the rules that it names."""
    checks = [_names, _values, _following, _disputed]
    if assessment._kept:
        checks.append(_behind)
    with reading("assessment"):
        for path, problem in chain.from_iterable(check(assessment, used) for check in checks):
            wrong(problem, path)
    object.__setattr__(assessment, "_kept", False)  # held against these rules, and none but these will do
    return used


def _names(assessment: Assessment, used: Knowledge) -> Iterator[tuple[str, Problem]]:
    """Every part that these rules give is there, and no other but what isn't in force or not for this region."""
    applied = {each.id for each in used.rulesets}
    facts, parameters = used.vocabulary.facts, used.vocabulary.parameters
    for section, wanted in (
        ("facts", {name for name, each in facts.items() if each.ruleset in applied}),
        ("parameters", {name for name, each in parameters.items() if each.ruleset in applied}),
        ("rules", used.rules.keys()),
        ("conclusions", used.conclusions.keys()),
    ):
        for name in sorted(wanted - getattr(assessment, section).keys()):
            yield section, Problem("missing_key", {"name": name})
    concluded = {*used.conclusions, *(rule.target for rule in used.rules.values())}
    yield from _unknown(assessment.rules, used.rules, "rules")
    yield from _unknown((name for name, each in assessment.facts.items() if each.value is not None), facts, "facts")
    counted = (name for name, each in assessment.conclusions.items() if each.status not in ABSENT)
    yield from _unknown(counted, concluded, "conclusions")


def _values(assessment: Assessment, used: Knowledge) -> Iterator[tuple[str, Problem]]:
    concluded, too_new = {rule.target for rule in used.rules.values()}, assessment.format != assessment.form
    for name, state in assessment.facts.items():
        fact = used.vocabulary.facts.get(name)
        if fact is None or state.value is None:
            continue
        if (too_new and says_partly(state.value)) or not fits(fact, state.value):
            yield f"facts.{name}.value", Problem("stored_value", {"value": shown(state.value), "name": name})
        if state.origin == "derived" and not fact.derive and name not in concluded:
            yield f"facts.{name}", _clash("origin: derived", "rules: []")


def _following(assessment: Assessment, used: Knowledge) -> Iterator[tuple[str, Problem]]:
    """
    What doesn't follow from the rest: the status of a rule, or a fact that is calculated or concluded.

    Everything rests on the given facts without a circle, so where each part follows from the others, all is as made.
    """
    facts = used.vocabulary.facts
    parameters, told_less = _parameters(assessment, used), _older(assessment, used)
    values, program = known_values(assessment, used), program_of(used, parameters)
    for name, rule in used.rules.items():
        found = Judge(rule.when, parameters).value(values)
        if found is not _TRUTH[assessment.rules[name].status] and name not in told_less:
            yield f"rules.{name}.status", Problem("stored_edited")
    own = used.by_target
    for name, state in assessment.facts.items():
        if name not in facts or name in told_less or state.origin == "given":
            continue
        if name in used.derivations:
            value = Judge(used.derivations[name], parameters).value(values)
        else:
            value = _settled(own.get(name, ()), assessment, program, values)
        follows, in_part = facts[name].encode(facts[name].decode(value)), name in state.rests_on  # what was given
        if values[name] != (both(follows, values[name]) if in_part and is_partly(follows) else follows):
            yield f"facts.{name}.value", Problem("stored_edited")
        elif any(used.rules[each].target != name for each in state.rules):
            yield f"facts.{name}.rules", Problem("stored_edited")
    for name, made in assessment.conclusions.items():
        rules = own.get(name, ())
        said = {rule.id: _TRUTH[assessment.rules[rule.id].status] for rule in rules}
        status = settle_silent((truth, True) for truth in said.values())
        if rules and (status is not _TRUTH.get(made.status) or made.rules != _saying(said, status)):
            yield f"conclusions.{name}", Problem("stored_edited")
        yield from _graded(made, used, name, f"conclusions.{name}.grade")
        seen = [(each.name, _TRUTH[each.status], each.rules) for each in made.records]
        if told_less.isdisjoint(said) and seen != list(_drawn(rules, assessment, used, parameters, values)):
            yield f"conclusions.{name}.records", Problem("stored_edited")
        for number, each in enumerate(made.records, 1):
            yield from _graded(each, used, name, f"conclusions.{name}.records[{number}].grade")


def _older(assessment: Assessment, used: Knowledge) -> set[str]:
    """The rules and facts of which these rules now tell more than an assessment of the first form says."""
    own, parameters = used.by_target, _parameters(assessment, used)
    values, program = known_values(assessment, used), program_of(used, parameters)

    def settled(name: str) -> Any:
        return _settled(own.get(name, ()), assessment, program, values)

    return older(assessment, used, values, parameters, settled)


def _parameters(assessment: Assessment, used: Knowledge) -> dict[str, float]:
    return {name: each.value for name, each in used.vocabulary.parameters.items()} | dict(assessment.parameters)


def known_values(assessment: Assessment, used: Knowledge) -> dict[str, Any]:
    """All values of an assessment in inner form: of facts, and of conclusions whether they hold."""
    facts = used.vocabulary.facts
    values = {name: facts[name].encode(each.value) for name, each in assessment.facts.items() if name in facts}
    return values | {name: _TRUTH.get(each.status, False) for name, each in assessment.conclusions.items()}


def _saying(said: Mapping[str, bool | None], status: bool | None) -> tuple[str, ...]:
    """The rules with this status."""
    return tuple(name for name, truth in said.items() if truth is status)


def _graded(
    state: ConclusionState | RecordState, used: Knowledge, name: str, path: str
) -> Iterator[tuple[str, Problem]]:
    """A grade that isn't the highest that the rules give."""
    if name in used.conclusions and state.status == "holds":
        given = [used.rules[each] for each in state.rules]
        if state.grade != used.grade(name, given):
            yield path, Problem("stored_edited")


def _drawn(
    rules: Sequence[Rule],
    assessment: Assessment,
    used: Knowledge,
    parameters: Mapping[str, float],
    values: Mapping[str, Any],
) -> Iterator[tuple[str, bool | None, tuple[str, ...]]]:
    """For which records these rules draw their conclusion, or may still, and which of them do."""
    records = rules[0].each if rules else ""
    if records:
        fact, shown = used.vocabulary.facts[records], records_in(assessment.facts[records].value)
        conditions = {rule.id: Judge(about_one(rule.when), parameters) for rule in rules}
        for place, holds, names in judged(conditions, records, values):
            yield record_name(fact, shown[place]), holds, names


def _settled(rules: Sequence[Rule], assessment: Assessment, program: Program, values: Mapping[str, Any]) -> Any:
    """What the rules for a fact make of it, by their statuses (inner form)."""
    said = [(_TRUTH[assessment.rules[rule.id].status], program.rules[rule.id].said(values)) for rule in rules]
    value = program.settle[rules[0].target](said) if rules else None
    return None if value is CONFLICT else value


def _disputed(assessment: Assessment, used: Knowledge) -> Iterator[tuple[str, Problem]]:
    """A conflict that isn't the one between its rules, and the value that is given."""
    program, known = program_of(used, _parameters(assessment, used)), known_values(assessment, used)
    for number, each in enumerate(assessment.conflicts, 1):
        fact, own = used.vocabulary.facts[each.fact], used.by_target.get(each.fact, ())
        values = [fact.decode(program.rules[rule.id].said(known)) for rule in own if rule.id in each.rules]
        values += [assessment.facts[each.fact].value] if each.given else []
        mine = len(values) == len(each.rules) + each.given and all(value in values for value in each.values)
        if not mine or not one_value(program.settle[each.fact]):
            yield f"conflicts[{number}].values", Problem("stored_edited")


def _behind(assessment: Assessment, used: Knowledge) -> Iterator[tuple[str, Problem]]:
    """What isn't behind a part, where all else follows: found once more, as where the assessment was made."""
    if _older(assessment, used):
        return
    facts, program = used.vocabulary.facts, program_of(used, assessment.parameters)
    values = known_values(assessment, used)
    statuses = {name: _TRUTH[each.status] for name, each in assessment.rules.items()}
    given = {name: values[name] for name, each in assessment.facts.items() if each.origin == "given"}
    in_part = {name for name, each in assessment.facts.items() if each.origin == "derived" and name in each.rests_on}
    given |= dict.fromkeys(in_part, Partly())  # what was given of these isn't kept, and isn't asked for
    askable = frozenset(name for name, fact in facts.items() if fact.asked)
    found = Provenance(Outcome(statuses, values, frozenset()), given, Findings(program, askable))
    for name, rule in found.states().items():
        yield from _traced(assessment.rules[name], rule.rests_on, rule.waits_for, f"rules.{name}")
    for name, state in assessment.facts.items():
        if name in facts:
            rests_on = found.rests_on(name) if state.origin == "derived" else ()
            waits_for = found.waits_for(name) if state.origin == "unknown" or is_partial(state.value) else ()
            yield from _traced(state, rests_on, waits_for, f"facts.{name}")
    for name in {rule.target for rule in used.rules.values()} & assessment.conclusions.keys():
        each = assessment.conclusions[name]
        yield from _traced(each, found.rests_on(name), found.waits_for(name), f"conclusions.{name}")


def _traced(
    state: FactState | RuleState | ConclusionState, rests_on: tuple[str, ...], waits_for: tuple[str, ...], path: str
) -> Iterator[tuple[str, Problem]]:
    for part, wanted in (("rests_on", rests_on), ("waits_for", waits_for)):
        if getattr(state, part) != wanted:
            yield f"{path}.{part}", Problem("stored_edited")
