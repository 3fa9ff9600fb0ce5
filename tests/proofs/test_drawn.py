"""What is said of two rule sets that conclude something for each record, against every record that there is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from regiorules.engine.engine import Engine
from regiorules.facts.region import region_of
from regiorules.proofs.meaning import Difference, Meaning
from regiorules.proofs.sides import Side, side_of
from regiorules.rules.load import load_rulesets
from tests.executors import EXAMPLES
from tests.proofs.sown import ON

HEAD = """
ruleset: {id: each, version: 1.0.0, title: {nl: Elk, en: Each}, source: {title: {nl: Bron, en: Source}}}
source_sections: {main: {nl: Een, en: One}}
statements: {S01: {section: main, text: {nl: Een, en: One}}}
severities: {light: {title: {nl: licht, en: light}}, heavy: {title: {nl: zwaar, en: heavy}}}
facts:
  villages:
    type: records
    key: name
    title: {nl: Dorpen, en: Villages}
    question: {nl: Welke?, en: Which?}
    fields:
      name: {type: text, required: yes, title: {nl: Naam, en: Name}}
      people: {type: number, whole: yes, min: 0, max: 2, title: {nl: Inwoners, en: People}}
      shop: {type: yes_no, title: {nl: Winkel, en: Shop}}
  bus: {type: yes_no, title: {nl: Bus, en: Bus}, question: {nl: Bus?, en: Bus?}}
conclusions:
  empty:
    kind: risk
    severity: light
    remedies: []
    title: {nl: "{name}", en: "{name}"}
    text: {nl: Leeg., en: Empty.}
    statements: [S01]
rules:
"""
_SUM = "derive: 'sum(villages, people)', title: {nl: Samen, en: Together}"
SUMMED = HEAD.replace(
    "conclusions:\n", f"  people_in_all: {{type: number, whole: yes, asked: no, {_SUM}}}\nconclusions:\n"
)
GROUNDS = "because: {nl: Daarom., en: So.}, statements: [S01], basis: source"
PARTS = ("people >= 1", "people < 2", "people == 0", "shop", "not shop", "bus", "not bus", "people != 1")
CONDITIONS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from([" and ".join(parts), " or ".join(parts)])
)
RULES = st.lists(st.tuples(CONDITIONS, st.sampled_from(["light", "heavy"])), min_size=1, max_size=2)
Rules = list[tuple[str, str]]


def each_side(folder: Path, rules: Rules, *, head: str = HEAD, more: str = "") -> Side:
    lines = [
        f"  rule-{at}: {{each: villages, when: '{when}', then: empty, severity: {grade}, {GROUNDS}}}"
        for at, (when, grade) in enumerate(rules)
    ]
    folder.mkdir(exist_ok=True)
    (folder / "ruleset.yaml").write_text("\n".join([head, *lines, more]).replace("GROUNDS", GROUNDS), "utf-8")
    return side_of(load_rulesets(folder))


def regions() -> Iterator[dict[str, Any]]:
    """Every region of one village, whatever is known of it; more villages add no other one."""
    for people, shop, bus in itertools.product((None, 0, 1, 2), (None, True, False), (None, True, False)):
        village = {"name": "A", "people": people, "shop": shop}
        known = {name: value for name, value in village.items() if value is not None}
        yield {"villages": [known]} | ({} if bus is None else {"bus": bus})


def said(side: Side, *found: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What an assessment says of the first village of each region: its status and grade."""
    engine, facts = Engine(side.knowledge), side.knowledge.vocabulary
    data = [{"region": "X", "facts": {name: _plain(value) for name, value in each.items()}} for each in found]
    records = [engine.assess(region_of(each, facts), ON).conclusions["empty"].records for each in data]
    return [(each[0].status, each[0].grade) if each else ("fails", "") for each in records]


def _plain(value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def differences(old: Side, new: Side) -> list[Difference]:
    return list(Meaning(old, new).conclusion("empty"))


@settings(max_examples=max(10, EXAMPLES // 20), deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(before=RULES, after=RULES)
def test_a_difference_is_found_where_some_village_has_it_and_is_proved_to_be_none_else(
    tmp_path: Path, before: Rules, after: Rules
) -> None:
    old, new = each_side(tmp_path / "old", before), each_side(tmp_path / "new", after)
    found = differences(old, new)
    assert all(each.settled for each in found)
    assert bool(found) == (said(old, *regions()) != said(new, *regions()))
    for each in found:
        part = 1 if each.kind == "grade" else 0
        assert (each.before, each.after) == (said(old, each.region)[0][part], said(new, each.region)[0][part])
        assert not each.record or each.record == each.region["villages"][0]["name"]


def test_with_a_sum_of_the_list_one_record_is_looked_at_and_the_sum_is_free(tmp_path: Path) -> None:
    """So a bound that moved is found, and one that says the same in other words is proved to be none."""
    rules = ("people >= 1 and people_in_all > 9", "people_in_all > 9 and not people < 1", "people >= 1")
    one, same, other = (each_side(tmp_path / str(at), [(rule, "light")], head=SUMMED) for at, rule in enumerate(rules))
    assert differences(one, same) == []
    [found] = differences(one, other)
    assert (found.before, found.after, len(found.region["villages"])) == ("fails", "holds", 1)


def test_what_is_drawn_for_the_region_as_a_whole_from_now_on_is_a_difference(tmp_path: Path) -> None:
    head = HEAD.replace('"{name}"', "Leeg")
    whole = f"  whole: {{when: 'any(villages, shop)', then: empty, severity: light, {GROUNDS}}}"
    new = each_side(tmp_path / "new", [], head=head, more=whole)
    old = each_side(tmp_path / "old", [("shop", "light")])
    [found] = differences(old, new)
    assert (found.kind, found.before, found.after) == ("records", "villages", "")
    assert said(old, found.region) == [("holds", "light")]


def test_how_many_records_it_is_proved_for_is_said_where_it_is_not_for_all(tmp_path: Path) -> None:
    """That no village has more people than all together follows from the list, which is free in the proof."""
    rules = [("people > people_in_all", "light")], [("people > people_in_all + 1", "light")]
    old, new = (each_side(tmp_path / str(at), rule, head=SUMMED) for at, rule in enumerate(rules))
    [found, *_] = differences(old, new)
    assert (found.settled, found.proved_to) == (False, 40)


def test_another_grade_for_the_same_villages_is_a_difference(tmp_path: Path) -> None:
    old, new = each_side(tmp_path / "old", [("shop", "heavy")]), each_side(tmp_path / "new", [("shop", "light")])
    [found] = differences(old, new)
    assert (found.kind, found.before, found.after) == ("grade", "heavy", "light")
    assert found.record == found.region["villages"][0]["name"]


def test_while_the_list_is_unknown_an_exception_for_the_region_settles_it_sooner(tmp_path: Path) -> None:
    """Of each village both say the same; without villages only the one that looks at the bus apart knows it."""
    told = "told: {kind: finding, title: {nl: Gezegd, en: Told}, text: {nl: G., en: T.}, statements: [S01]}"
    head = HEAD.replace("rules:\n", f"  {told}\nrules:\n")
    apart = f"  apart: {{when: bus, then: told, overrides: [rule-0], {GROUNDS}}}"
    old = each_side(tmp_path / "old", [("shop", "light")], head=head, more=apart)
    new = each_side(tmp_path / "new", [("shop and not bus", "light")], head=head, more=apart.replace("rule-0", ""))
    [found] = differences(old, new)
    assert (found.before, found.after, found.region) == ("fails", "open", {"bus": True})
