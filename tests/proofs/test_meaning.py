"""What is said of two rule sets, against every region there is, known or unknown."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from pathlib import Path

from attrs import evolve

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.program import ProgramRule
from regiorules.proofs.meaning import Difference, Meaning
from regiorules.proofs.sides import Side, side_of
from regiorules.rules.expressions import Constant, Not, Size, reads
from regiorules.rules.load import load_rulesets
from tests.executors import EXAMPLES
from tests.proofs.few import knowledge_of, leaves_open, whole, worlds
from tests.proofs.sown import HEAD, sown
from tests.soaking import EVERY

FEW = settings(
    max_examples=max(15, EXAMPLES // 12), deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def side(case: Case, rules: list[ProgramRule]) -> Side:
    knowledge, program = knowledge_of(case, rules)
    return Side(knowledge, program, CompiledExecutor(program))


@st.composite
def edited(draw: st.DrawFn, case: Case) -> list[ProgramRule]:
    """The rules of a case with one of them gone, turned round, always so, or with the condition of another."""
    rules = list(case.rules)
    at = draw(st.integers(0, len(rules) - 1))
    one = rules[at]
    if one.each:
        assume(len([each for each in rules if each.target == one.target]) > 1)  # else nothing says it any more
        return [*rules[:at], *rules[at + 1 :]]
    others = [each.when for each in rules if not each.each and reads(each.when) <= reads(one.when)]
    when = draw(st.sampled_from([Not(one.when), Constant(True), Constant(False), *others]))
    return [*rules[:at], evolve(one, when=when), *rules[at + 1 :]]


def differences(old: Side, new: Side) -> list[Difference]:
    return [each for step in Meaning(old, new).steps() for each in step()]


@FEW
@given(case=cases(layers=2), data=st.data())
def test_a_name_is_named_where_some_region_has_another_value_and_nowhere_else(case: Case, data: st.DataObject) -> None:
    found = worlds(case, unknown=True)
    assume(found is not None and case.rules)
    assert found is not None
    old, new = side(case, list(case.rules)), side(case, data.draw(edited(case)))
    outcomes = [(old.executor.run(world), new.executor.run(world)) for world in found]
    said = {each.name: each for each in differences(old, new) if each.kind in ("status", "value")}
    assume(all(whole(before.values) and whole(after.values) for before, after in outcomes))
    for name in {*old.knowledge.conclusions, *old.derived}:
        differs = any(before.values.get(name) != after.values.get(name) for before, after in outcomes)
        if name in said and not said[name].settled:
            assert leaves_open(case, Size)  # of which not all members are known
        else:
            assert (name in said) == differs, name


@FEW
@given(case=cases(layers=2 if EVERY else 1), data=st.data())
def test_each_region_that_is_shown_has_another_value(case: Case, data: st.DataObject) -> None:
    assume(case.rules)
    old, new = side(case, list(case.rules)), side(case, data.draw(edited(case)))
    for each in differences(old, new):
        if each.settled:
            before, after = old.outcome(each.region), new.outcome(each.region)
            assert (before.values.get(each.name), each.name in before.conflicts) != (
                after.values.get(each.name),
                each.name in after.conflicts,
            )


@FEW
@given(case=cases(layers=3))
def test_rules_in_another_order_are_no_difference(case: Case) -> None:
    assert differences(side(case, list(case.rules)), side(case, list(reversed(case.rules)))) == []


# --- a rule set -------------------------------------------------------------------------------------


def loaded(folder: Path, *, head: str = HEAD, **rules: str) -> Side:
    folder.mkdir()
    return side_of(load_rulesets(sown(folder, head=head, **rules)))


def test_a_threshold_that_moved_shows_a_region_and_proves_the_other_side(tmp_path: Path) -> None:
    """Fewer lists have enough; that none has that hadn't is proved, whatever the list."""
    new = loaded(tmp_path / "new", spend_on_many='{when: "count(projects) >= 7", then: spend, GROUNDS}')
    [found] = differences(loaded(tmp_path / "old"), new)
    assert (found.name, found.kind, found.before, found.after) == ("spend", "status", "holds", "fails")
    assert len(found.region["projects"]) in (5, 6)


def test_a_bound_in_a_list_that_moved_is_settled_on_either_side(tmp_path: Path) -> None:
    rule = '{when: "count(projects, cost > BOUND) >= 2", then: wait, GROUNDS}'
    old = loaded(tmp_path / "old", wait_for_money=rule.replace("BOUND", "10"))
    new = loaded(tmp_path / "new", wait_for_money=rule.replace("BOUND", "20"))
    assert [(each.before, each.after) for each in differences(old, new)] == [("holds", "fails")]
    assert [(each.before, each.after) for each in differences(new, old)] == [("fails", "holds")]


def test_a_level_more_is_compared_by_its_name(tmp_path: Path) -> None:
    """The ranks are others; the conclusions for the levels that both have are the same."""
    scale = "low: {nl: laag, en: low}, medium:"
    more = HEAD.replace(scale, "low: {nl: laag, en: low}, fair: {nl: redelijk, en: fair}, medium:")
    assert differences(loaded(tmp_path / "old"), loaded(tmp_path / "new", head=more)) == []


def test_a_fact_of_another_type_is_named(tmp_path: Path) -> None:
    head = HEAD.replace("type: number\n    min: 0\n    max: 100", "type: yes_no", 1)
    new = loaded(tmp_path / "new", head=head, wait_for_money='{when: "trust == low and budget", then: wait, GROUNDS}')
    assert Meaning(loaded(tmp_path / "old"), new).apart == ("budget",)


def test_a_conclusion_that_is_new_holds_where_it_was_absent(tmp_path: Path) -> None:
    less = HEAD.replace("  wait: {kind: finding", "  rest: {kind: finding").replace("wait]", "rest]")
    old = loaded(tmp_path / "old", head=less, wait_for_money="")
    found = {each.name: (each.before, each.after) for each in differences(old, loaded(tmp_path / "new"))}
    assert found["wait"] == ("absent", "holds")


def test_a_grade_that_changed_is_a_difference(tmp_path: Path) -> None:
    """Of a risk that holds in the same regions as before."""
    severities = "severities: {light: {title: {nl: licht, en: light}}, heavy: {title: {nl: zwaar, en: heavy}}}\n"
    risk = "{kind: risk, severity: light, remedies: [phone], title: {nl: Wacht, en: Wait}"
    head = HEAD.replace("{kind: finding, title: {nl: Wacht, en: Wait}", risk)
    texts = "title: {nl: Bel, en: Phone}, text: {nl: Bel., en: Phone.}, steps: [{nl: Bel., en: Phone.}]"
    phone = f"{{kind: recommendation, priority: soon, {texts}"
    head = head.replace("conclusions:\n", f"conclusions:\n  phone: {phone}, statements: [S01]}}\n")
    head += severities + "priorities: {soon: {title: {nl: snel, en: soon}}}\n"
    rule = {"phone": "{when: agreed, then: phone, GROUNDS}"}
    new = head.replace("severity: light, remedies", "severity: heavy, remedies")
    found = differences(loaded(tmp_path / "old", head=head, **rule), loaded(tmp_path / "new", head=new, **rule))
    assert [(each.kind, each.before, each.after) for each in found] == [("grade", "light", "heavy")]


@pytest.mark.parametrize(
    ("before", "after"), [("min: 0\n    max: 5", "min: 10\n    max: 100"), ("max: 1.8", "min: 1.2\n    whole: yes")]
)
def test_a_fact_that_no_value_of_both_sides_is_left_for_is_named_and_the_rest_compared(
    tmp_path: Path, before: str, after: str
) -> None:
    """Not: proved of all regions, because there is none."""
    rule = "{when: trust == LEVEL, then: wait, GROUNDS}"
    heads = (HEAD.replace("min: 0\n    max: 100", each, 1) for each in (before, after))
    old, new = (
        loaded(tmp_path / level, head=head, wait_for_money=rule.replace("LEVEL", level))
        for head, level in zip(heads, ("low", "high"), strict=True)
    )
    assert Meaning(old, new).apart == ("budget",)
    assert {(each.name, each.before) for each in differences(old, new)} == {("wait", "holds"), ("wait", "fails")}


def test_a_list_that_must_have_more_records_than_are_tried_first_is_shown_with_as_many(tmp_path: Path) -> None:
    head = HEAD.replace("    key: name\n", "    key: name\n    min: 4\n", 1)
    new = loaded(
        tmp_path / "new",
        head=head,
        spend_on_costly='{when: "any(projects, cost > 30) and agreed", then: spend, GROUNDS}',
    )
    [found] = differences(loaded(tmp_path / "old", head=head), new)
    assert (found.before, found.after, len(found.region["projects"])) == ("fails", "holds", 4)
