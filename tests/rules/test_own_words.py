"""Rule sets that share few words: one that adds the first of its kind, and one that has none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules import Advice, Engine, Knowledge, Region, compare, make_advice, render_advice
from regiorules.errors import RuleSetError
from regiorules.rules.load import load_rulesets
from tests.mini import messages

BOTH = "{nl: x, en: x}"
HEAD = """
ruleset: {id: %s, version: 1.0.0, extends: [%s], title: {nl: a, en: b}, source: {title: {nl: a, en: b}}}
"""
PLAIN = f"""
words: {{route: {{nl: De weg, en: The way}}}}
facts:
  stand:
    {{type: level, title: {BOTH}, question: {BOTH}, scale: {{there: {{nl: er, en: there}}}}}}
  amount: {{type: number, title: {BOTH}, question: {BOTH}}}
  list:
    {{type: records, title: {BOTH}, question: {BOTH}, fields: {{size: {{type: number, title: {BOTH}}}}}}}
positions: {{p: {{title: {BOTH}, y: stand, name: stand}}}}
conclusions:
  go: {{kind: route, title: {{nl: Gaan, en: Going}}, text: {BOTH}, steps: [{BOTH}]}}
  harm: {{kind: risk, title: {{nl: Schade, en: Harm}}, text: {BOTH}}}
"""
MORE = f"""
severities: {{bad: {{title: {{nl: erg, en: bad}}}}}}
paths: {{wide: {{title: {{nl: Breed, en: Wide}}}}}}
sections: {{new: {{title: {{nl: Nieuw, en: New}}}}}}
conclusions:
  worse: {{kind: risk, severity: bad, title: {{nl: Erger, en: Worse}}, text: {BOTH}}}
  run: {{kind: route, path: wide, title: {{nl: Rennen, en: Running}}, text: {BOTH}, steps: [{BOTH}]}}
  last: {{kind: recommendation, section: new, title: {{nl: Laatst, en: Last}}, text: {BOTH}, steps: [{BOTH}]}}
"""


def advices(count: int) -> str:
    """As many recommendations, each without any term."""
    rest = f"text: {BOTH}, steps: [{BOTH}]"
    return "".join(
        f"  do{n}: {{kind: recommendation, title: {{nl: Doe {n}, en: Do {n}}}, {rest}}}\n" for n in range(count)
    )


def rules(*names: str) -> str:
    rest = f"because: {BOTH}, basis: assumption, why: {BOTH}"
    return "rules:\n" + "".join(f"  then-{name}: {{when: always, then: {name}, {rest}}}\n" for name in names)


def folder(where: Path, name: str, text: str, builds_on: str = "") -> Path:
    (where / name).mkdir()
    (where / name / "ruleset.yaml").write_text(HEAD % (name, builds_on) + text, "utf-8")
    return where / name


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A rule set without a term: a route, a risk and seven recommendations."""
    names = [f"do{number}" for number in range(7)]
    return folder(tmp_path, "plain", PLAIN + advices(7) + rules("go", "harm", *names))


def advised(knowledge: Knowledge) -> Advice:
    told = Region("R").tell(knowledge.vocabulary, stand="there")
    return make_advice(Engine(knowledge, "compiled").assess(told), knowledge)


def test_what_belongs_to_no_section_is_shown_too(plain: Path) -> None:
    """Every recommendation is in the note, also of a rule set that has no sections."""
    note = render_advice(advised(load_rulesets(plain)), "text")
    assert [number for number in range(7) if f"Doe {number}" in note] == list(range(7))


def test_a_scale_of_one_level_is_an_axis(plain: Path) -> None:
    """The one level is at the beginning of it."""
    (position,) = advised(load_rulesets(plain)).positions
    assert position.axes[0].coordinate == 0


def test_a_choice_without_a_path_goes_by_its_heading(plain: Path) -> None:
    """Beside each other it is called what the rule set calls it."""
    knowledge = load_rulesets(plain)
    assessment = Engine(knowledge, "compiled").assess(Region("R"))
    assert compare([assessment], knowledge, "en").rows[1].title == "The way"


@pytest.mark.parametrize("turned", [False, True], ids=["before", "behind"])
def test_a_plugin_adds_the_first_of_its_kind(tmp_path: Path, plain: Path, turned: bool) -> None:
    """What the other rule set hasn't got, its conclusions don't need, and nothing of it is lost."""
    more = folder(tmp_path, "more", MORE + rules("worse", "run", "last"), "plain")
    advice = advised(load_rulesets(*((more, plain) if turned else (plain, more))))
    assert [(each.id, each.severity_label) for each in advice.risks] == [("worse", "erg"), ("harm", "")]
    assert [(each.title, [route.id for route in each.routes]) for each in advice.choices] == [
        ("Breed", ["run"]),
        ("", ["go"]),
    ]
    note = render_advice(advice, "text")
    assert all(title in note for title in ("Doe 6", "Laatst", "Nieuw", "Gaan", "Rennen", "Schade", "Erger"))


def test_its_own_conclusions_need_what_it_adds(tmp_path: Path, plain: Path) -> None:
    """And those of what builds on it."""
    more = folder(tmp_path, "more", MORE, "plain")
    bare = f"conclusions: {{bare: {{kind: risk, title: {BOTH}, text: {BOTH}}}}}"
    found = messages(RuleSetError, load_rulesets, plain, more, folder(tmp_path, "third", bare, "more"))
    assert [line.split(" ", 1)[1] for line in found] == ["conclusions.bare: a risk needs severity; choose from: bad"]


WRONG = [
    ("positions: {q: {title: %s, y: amount, name: stand}}", "q.y: amount can't stand here; choose from: stand"),
    ("positions: {q: {title: %s, y: stand, name: list}}", "name: list can't stand here; choose from: stand, amount"),
    ("topics: {t: {title: %s, fact: list}}", "topics.t.fact: list can't stand here; choose from: stand, amount"),
    ("topics: {t: {title: %s, fact: lst}}", "topics.t.fact: lst isn't a fact; did you mean list?"),
    (
        "facts: {other: {type: records, title: %s, question: %s, fields: {amount: {type: number, title: %s}}}}",
        "facts.other.fields: amount is a field here and a fact elsewhere; choose another name",
    ),
    (
        "facts: {other: {type: records, title: %s, question: %s, fields: {sub: {type: records, title: %s}}}}",
        "facts.other.fields.sub: a field can't be a list of records itself; make it a fact",
    ),
    (
        "conclusions: {c: {kind: finding, title: %s, text: {nl: 'a {amount', en: a}}}",
        "conclusions.c: in this text a brace stands alone: a {amount; what is filled in stands between two braces",
    ),
    (
        "conclusions: {c: {kind: finding, title: %s, text: {nl: '{stand:een|meer}', en: a}}}",
        "conclusions.c: stand is no number and no list: there is no word for one and for more; write {stand}",
    ),
    ("horizons: {'': {title: %s}}", "horizons: '' isn't a valid name"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_cannot_be_shown_is_refused(tmp_path: Path, plain: Path, text: str, said: str) -> None:
    """When it is loaded, with one message, rather than when there is advice."""
    (found,) = messages(RuleSetError, load_rulesets, plain, folder(tmp_path, "more", text.replace("%s", BOTH), "plain"))
    assert said in found


ECHOES = [
    "horizons: {soon: {titel: %s}, later: {title: %s}}\nconclusions: {c: {kind: recommendation, horizon: soon,"
    " title: %s, text: %s, steps: [%s]}}",
    "severities: {high: x}\nconclusions: {c: {kind: risk, severity: high, title: %s, text: %s}}",
    "rules: [\nconclusions: {harm: {kind: risk, title: %s, text: %s}}",
]


@pytest.mark.parametrize("text", ECHOES)
def test_what_is_wrong_is_said_once(tmp_path: Path, plain: Path, text: str) -> None:
    """Not again wherever it is used: a wrong declaration, a file that can't be read."""
    more = folder(tmp_path, "more", "", "plain")
    (more / "z.yaml").write_text(text.replace("%s", BOTH), "utf-8")
    found = messages(RuleSetError, load_rulesets, plain, more)
    assert all("can't stand here;" not in line and "isn't declared" not in line for line in found)
    assert all("z.yaml" in line for line in found)


def test_what_a_rule_set_builds_on_is_asked_for_first(tmp_path: Path) -> None:
    """By its place; what it uses of the other isn't said to be missing one by one."""
    alone = folder(tmp_path, "more", MORE + rules("harm", "go"), "plain")
    assert messages(RuleSetError, load_rulesets, alone) == [
        f"{alone}/ruleset.yaml:2:47 ruleset.extends: plain isn't loaded, and more builds on it;"
        " give that rule set too (--ruleset FOLDER)"
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_two_plugins_changes_nothing(tmp_path: Path, plain: Path, turned: bool) -> None:
    """Both add a severity in the same place; the answer is the same whichever is loaded first."""
    first = folder(tmp_path, "more", MORE + rules("worse", "run", "last"), "plain")
    others = [
        folder(tmp_path, name, f"severities: {{{name}: {{title: {BOTH}, after: bad}}}}", "more")
        for name in ("aa", "bb")
    ]
    knowledge = load_rulesets(*(others[::-1] if turned else others), plain, first)
    assert [each.id for each in knowledge.rulesets] == ["plain", "more", "aa", "bb"]
    assert knowledge.grades("risk") == ("bad", "aa", "bb")
