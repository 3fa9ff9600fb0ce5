"""Exceptions: what `unless` and `overrides` may say, and what a rule comes to with what counts on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.engine.judgement import Judge
from regiorules.errors import RuleSetError
from regiorules.facts.vocabulary import Vocabulary
from regiorules.rules.exceptions import composed, with_unless
from regiorules.rules.expressions import Constant, Expression, Variable
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge, Rule, RuleChange, RuleSetInfo, RuleSource
from regiorules.text import Text
from tests.mini import messages
from tests.paths import DATA
from tests.rules.extra import mistakes

KNOWLEDGE = load_rulesets(DATA / "excepted")
SOURCE = "because: {nl: x, en: x}, statements: [S01], basis: source}"
NOTHING = Text("-", "-")
DAY, LATER = date(2024, 1, 1), date(2025, 1, 1)


def rules(**said: str) -> str:
    """Rules of the mini rule set, by their names without a dash."""
    lines = [f"  {name.replace('_', '-')}: {{{keys}, {SOURCE}" for name, keys in said.items()]
    return "\n".join(["rules:", *lines, ""])


TALK = "when: trust == low, then: talk"
WRONG = [
    (rules(r1=f"{TALK}, overrides: r2"), "z.yaml:2:51 rules.r1.overrides: r2 isn't a rule"),
    (
        rules(r1=f"{TALK}, overrides: [talking, talk-undr-strain]", talking=TALK),
        "z.yaml:2:61 rules.r1.overrides: talk-undr-strain isn't a rule; did you mean talk-under-strain?",
    ),
    (
        rules(r1=f"{TALK}, overrides: r1"),
        "z.yaml:2:51 rules.r1.overrides: r1 can't go before itself; name another rule in overrides",
    ),
    (
        rules(r1=f"{TALK}, overrides: [r2, r2]", r2=TALK),
        "z.yaml:2:56 rules.r1.overrides: r2 is here already; name a rule once",
    ),
    (
        rules(r1="when: known(trust), then: talk, overrides: r2", r2=TALK),
        "z.yaml:2:51 rules.r1.overrides: r1 asks with known(…) whether something is given, and so can't go before r2:"
        " that rule would lapse once more becomes known; name the fact itself",
    ),
    (
        rules(r1=f"{TALK}, unless: known(trust)"),
        "z.yaml:2:48 rules.r1.unless: known(…) can't be in unless: what isn't given yet may become known later, and"
        " the rule would then lapse; name the fact itself in unless",
    ),
    (rules(r1=f"{TALK}, unless: ''"), "z.yaml:2:48 rules.r1.unless: a condition belongs here"),
    (rules(r1=f"{TALK}, unless: '  '"), "z.yaml:2:48 rules.r1.unless: a condition belongs here"),
    (rules(r1=f"{TALK}, overrides: ['']"), "z.yaml:2:53 rules.r1.overrides: '' isn't a rule"),
    (rules(r1=f"{TALK}, unless: trsut == low"), "z.yaml:2:48 rules.r1.unless: trsut isn't a fact, conclusion or"
     " assumption; did you mean trust?"),
    (
        rules(r1=f"{TALK}, overrides: r2", r2=f"{TALK}, overrides: r1"),
        "z.yaml:2:51 rules.r1.overrides: r1 goes before a rule that it depends on itself: rules.r1 → rules.r2 →"
        " rules.r1; remove overrides, or let the condition read something else",
    ),
    (
        rules(r1="when: talk, then: {effort: low}, overrides: r2", r2=TALK),
        "z.yaml:2:52 rules.r1.overrides: r1 goes before a rule that it depends on itself: rules.r1 → talk → rules.r1;"
        " remove overrides, or let the condition read something else",
    ),
    (
        rules(r1="when: budget > 5, then: {effort: low}, overrides: r2", r2="when: trust == low, then: {budget: 3}"),
        "z.yaml:2:58 rules.r1.overrides: r1 goes before a rule that it depends on itself: rules.r1 → budget →"
        " rules.r1; remove overrides, or let the condition read something else",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_a_wrong_exception_says_what_is_wrong(tmp_path: Path, text: str, expected: str) -> None:
    """One mistake, one located message."""
    assert mistakes(tmp_path, text) == [expected]


def test_a_wrong_condition_does_not_hide_a_wrong_exception(tmp_path: Path) -> None:
    """Both are said at once."""
    found = mistakes(tmp_path, rules(r1="when: tust == low, unless: trsut == low, then: talk"))
    assert [line.split(": ")[0] for line in found] == ["z.yaml:2:14 rules.r1.when", "z.yaml:2:35 rules.r1.unless"]


@pytest.mark.parametrize("more", ["", "changes:\n  r2: {off: yes, reason: {nl: x, en: x}}\n"])
@pytest.mark.parametrize("wrong", ["when: tust == low", "when: trust == low, unless: trsut == low"])
def test_a_wrong_rule_is_still_a_rule(tmp_path: Path, wrong: str, more: str) -> None:
    """What names it isn't wrong by that; the one mistake is said once."""
    [line] = mistakes(tmp_path, rules(r1=f"{TALK}, overrides: r2", r2=f"{wrong}, then: talk") + more)
    assert line.startswith("z.yaml:3:")
    assert "rules.r2." in line


NESTED = """rules:
  z1: {each: villages, when: people < 10, then: lively, overrides: lively-with-a-shop, SOURCE
  z2: {when: "count(villages) > 2", then: act, overrides: z1, SOURCE
""".replace("SOURCE", SOURCE)


def excepted(folder: Path, text: str) -> list[str]:
    """The messages about the rule set with exceptions, with a file more."""
    for path in (DATA / "excepted").glob("*.yaml"):
        (folder / path.name).write_text(path.read_text("utf-8"), "utf-8")
    (folder / "z.yaml").write_text(text, "utf-8")
    return [line.replace(f"{folder}/", "") for line in messages(RuleSetError, load_rulesets, folder)]


def test_an_exception_for_one_record_looks_at_no_list(tmp_path: Path) -> None:
    """A figure over records can't stand in a condition about one of them; over the whole it may go before one."""
    (line,) = excepted(tmp_path, NESTED)
    assert line == (
        "z.yaml:3:59 rules.z2.overrides: z2 looks at a list, and so can't go before z1, which is itself the exception"
        " for one record of villages (to lively-with-a-shop); derive it in a fact (derive) and name that fact in the"
        " condition"
    )
    load_rulesets(extended(tmp_path, NESTED.replace("overrides: z1", "overrides: empty-when-small")))


def extended(folder: Path, text: str) -> Path:
    """The folder with that text in its file."""
    (folder / "z.yaml").write_text(text, "utf-8")
    return folder


def chain(length: int, text: str = "agreed") -> str:
    """Rules that go before one another, one by one."""
    said = [f"  z{at}: {{when: {text}, then: talk, overrides: {f'z{at - 1}'}, {SOURCE}" for at in range(1, length)]
    return "\n".join(["rules:", f"  z0: {{when: agreed, then: talk, {SOURCE}", *said, ""])


def test_exceptions_to_exceptions_have_an_end(tmp_path: Path) -> None:
    """Ten of them can be read, and what they come to isn't too long."""
    long = f'"{" or ".join(["agreed"] * 190)}"'
    for text in (chain(12), chain(7, long)):
        (line,) = excepted(tmp_path, text)
        assert " with all that goes before it z0 can't be followed any more: more than 10 rules" in line
    for text in (chain(11), chain(6, long)):
        assert load_rulesets(extended(tmp_path, text)).rules["z0"].overridden_by == ("z1",)


# --- what a rule comes to --------------------------------------------------------------------------


@frozen
class Said:
    """A rule of a random rule set: where and when it counts, and before which it goes."""

    overrides: frozenset[int]
    unless: bool
    valid_from: date | None
    change: str  # of a second rule set: "", off, or a replacement that goes before no rule

    def counts(self, on: date) -> bool:
        """True where it is in force and wasn't switched off."""
        return self.change != "off" and (self.valid_from is None or self.valid_from <= on)


def some_rules() -> st.SearchStrategy[list[Said]]:
    """Up to five rules, of which each may go before those that come before it."""
    return st.integers(2, 5).flatmap(lambda size: st.tuples(*map(_said, range(size))).map(list))


def _said(number: int) -> st.SearchStrategy[Said]:
    before = st.frozensets(st.integers(0, number - 1), max_size=2) if number else st.just(frozenset())
    return st.builds(
        Said, before, st.booleans(), st.sampled_from([None, LATER]), st.sampled_from(["", "", "off", "by"])
    )


def knowledge_of(every: list[Said]) -> Knowledge:
    """A rule set with these rules, and one that changes some of them, on top of it."""
    infos = (
        RuleSetInfo("one", "1", NOTHING, RuleSource(NOTHING)),
        RuleSetInfo("two", "1", NOTHING, RuleSource(NOTHING)),
    )
    rules = {f"r{at}": _rule(at, said) for at, said in enumerate(every)}
    changed = ((f"r{at}", said.change) for at, said in enumerate(every) if said.change)
    changes = tuple(
        RuleChange(name, NOTHING, "two", _by(rules[name]) if how == "by" else None) for name, how in changed
    )
    return Knowledge(infos, Vocabulary({}, {}, {}), {}, composed(rules), changes=changes)


def _rule(at: int, said: Said) -> Rule:
    plain = Rule(f"r{at}", "-", Variable(f"w{at}"), f"t{at}", True, NOTHING, (), "source", ruleset="one")
    names = tuple(f"r{each}" for each in sorted(said.overrides))
    exception: Expression | None = Variable(f"u{at}") if said.unless else None
    return with_unless(evolve(plain, overrides=names, valid_from=said.valid_from), "-", exception)


def _by(rule: Rule) -> Rule:
    return Rule(rule.id, "-", Variable(f"{rule.id}-by"), rule.target, True, NOTHING, (), "source", ruleset="two")


def holds(at: int, every: list[Said], on: date, values: Mapping[str, bool | None]) -> bool | None:
    """By the definition: its condition holds, its `unless` doesn't, nor does a rule that counts and goes before it."""
    said = every[at]
    by = [other for other, each in enumerate(every) if at in each.overrides and each.counts(on) and each.change != "by"]
    parts = [values[f"r{at}-by"]] if said.change == "by" else [values[f"w{at}"]]
    parts += [opposite(values[f"u{at}"])] if said.unless and said.change != "by" else []
    parts += [opposite(holds(other, every, on, values)) for other in by]
    return False if False in parts else None if None in parts else True


def opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


@settings(max_examples=200, deadline=None, database=None)
@given(every=some_rules(), on=st.sampled_from([DAY, LATER]), data=st.data())
def test_what_counts_on_a_day_goes_before_and_nothing_else(every: list[Said], on: date, data: st.DataObject) -> None:
    """Rules that aren't in force, were switched off, or replaced by one that goes before nothing, are no exceptions."""
    used = knowledge_of(every).at("", on)
    assert set(used.rules) == {f"r{at}" for at, said in enumerate(every) if said.counts(on) or said.change == "by"}
    names = [f"{kind}{at}" for kind, at in product("wu", range(len(every)))] + [f"r{at}-by" for at in range(len(every))]
    values = {name: data.draw(st.sampled_from([True, False, None])) for name in names}
    for name, rule in used.rules.items():
        assert Judge(rule.when).value(values) is holds(int(name[1:]), every, on, values)
    assert used.only(["one", "two"], None).rules == used.rules


def test_a_rule_that_always_holds_may_have_an_exception() -> None:
    """It is no longer unconditional; without one its condition is as it is written."""
    rule = Rule("r", "always", Constant(True), "t", True, NOTHING, (), "source")
    knowledge = Knowledge((), Vocabulary({}, {}, {}), {}, {"r": rule})
    assert knowledge.is_unconditional(rule)
    changed = with_unless(rule, "u", Variable("u"))
    assert not knowledge.is_unconditional(changed)
    assert [Judge(changed.when).value({"u": value}) for value in (True, False, None)] == [False, True, None]


def test_a_rule_set_for_a_region_goes_before_another() -> None:
    """Only there, and from the day on which its rule is in force."""
    knowledge = load_rulesets(DATA / "excepted", DATA / "excepted_region")
    overridden = {
        (region, on): knowledge.at(region, on).rules["talk-with-little-trust"].overridden_by
        for region in ("Zeeland", "Flevoland")
        for on in (date(2023, 12, 31), DAY)
    }
    both = ("act-by-agreement", "act-together-here")
    assert [each for each, by in overridden.items() if by == both] == [("Zeeland", DAY)]
    assert set(overridden.values()) == {both, both[:1]}
