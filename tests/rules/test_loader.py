"""Loading rule sets: what is read, and every mistake with its file, line and column, all at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from regiorules.errors import Place, Problem, RuleSetError
from regiorules.plugins.rulesets import ruleset_folders
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import Text
from tests.mini import KNOWLEDGE, MINI, VOCABULARY, codes, copied, messages
from tests.rules.extra import BOTH, mistakes

THEN = (
    "one conclusion belongs here, or one fact with the value that it gets: then: conclusion, or then: {fact: value};"
    " where more follows, write more rules"
)
SOURCE = "basis: source\n    statements: [S01]"


def rule(name: str, when: str = "trust == low", then: str = "strained", rest: str = SOURCE) -> str:
    return f"  {name}:\n    when: {when}\n    then: {then}\n    because: {BOTH}\n    {rest}\n"


def test_the_mini_rule_set_is_read_whole() -> None:
    """Every section arrives, typed, with ids, places and the digest of the files."""
    assert [(i.id, i.version, i.source.publisher) for i in KNOWLEDGE.rulesets] == [("mini", "1.2.3", "Niemand")]
    assert len(KNOWLEDGE.rulesets[0].digest) == 64
    assert {each.id: each.value for each in KNOWLEDGE.rules_for("shape")} == {
        "one-centre-by-share": "one_centre",
        "spread-by-share": "spread",
        "spread-by-domains": "spread",
    }
    assert VOCABULARY.facts["trust"].option_ids == ("low", "medium", "high")
    assert tuple(
        getattr(VOCABULARY.facts["municipalities"].fields[1], name) for name in ("minimum", "maximum", "whole")
    ) == (1, 2_000_000, True)
    assert KNOWLEDGE.conclusions["talk"].effects == {"trust": "high"}
    assert {"large_cities", "largest_share"} == set(KNOWLEDGE.derivations)
    assert Text("Geld verdeelt.", "Money divides.") == KNOWLEDGE.rules["strained-much-budget"].why
    assert Place(str(MINI / "rules.yaml"), 30, 3) == KNOWLEDGE.rules["strained-little-trust"].place
    assert {each.id: each.grade for each in KNOWLEDGE.rules.values() if each.grade} == {
        "strained-little-trust": "high",
        "city-first-one-centre": "strong",
    }


def test_the_digest_is_of_the_content_alone(tmp_path: Path) -> None:
    """Another folder gives the same digest; another byte gives another; scenarios don't count."""
    other = copied(tmp_path)
    shutil.rmtree(other / "scenarios")
    assert KNOWLEDGE.rulesets[0].digest == load_rulesets(other).rulesets[0].digest
    (other / "z.yaml").write_text("# niets\ngroups: {}\n")
    assert KNOWLEDGE.rulesets[0].digest != load_rulesets(other).rulesets[0].digest


def test_two_rule_sets_with_one_id_are_no_knowledge(tmp_path: Path) -> None:
    """Rules of the one would be signed with the version of the other; the same folder twice is once."""
    other = copied(tmp_path)
    with pytest.raises(RuleSetError) as refused:
        load_rulesets(MINI, other)
    (problem,) = refused.value.problems
    assert (problem.code, Path(problem.place.file), problem.place.line) == ("ruleset_twice", other / "ruleset.yaml", 4)
    assert problem.say("en").endswith(
        f"the rule set mini is in {MINI} too; give one of the two another id, or leave one out"
    )
    assert load_rulesets(MINI, MINI) == KNOWLEDGE


def test_mistakes_of_every_kind_are_reported_at_once(tmp_path: Path) -> None:
    """A key, a basis, a level, a name, a double id and a slot, over two files, in one run."""
    text = (
        "rules:\n"
        + rule("r1", rest=SOURCE + "\n    becuase: x")
        + rule("r2", rest="basis: sorce\n    statements: [S01]")
        + rule("r3", "trust == lo")
        + rule("r4", "effrot == low")
        + rule("talk-under-strain")
    )
    slot = f"conclusions:\n  c1: {{kind: finding, title: {BOTH}, text: {{nl: '{{trusst|y}}', en: '{{large_city}}'}}}}\n"
    assert mistakes(tmp_path, text, y=slot) == [
        "y.yaml:2:3 conclusions.c1: {trusst} in this text is neither a fact nor an assumption; did you mean trust?",
        "z.yaml:8:5 rules.r1: becuase isn't a key that can stand here; did you mean because?",
        "z.yaml:13:12 rules.r2.basis: sorce can't stand here; choose from: source, interpretation, assumption;"
        " did you mean source?",
        "z.yaml:16:20 rules.r3.when: lo isn't a value of trust (but: low, medium, high); did you mean low?",
        "z.yaml:22:11 rules.r4.when: effrot isn't a fact, conclusion or assumption; did you mean effort?",
        "z.yaml:27:3 rules: talk-under-strain is already defined in rules.yaml:43:3",
    ]


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ('"trust == lo"', "3:21 rules.r1.when: lo"),
        ("'trust == lo'", "3:21 rules.r1.when: lo"),
        ("   trust == lo", "3:23 rules.r1.when: lo"),
    ],
)
def test_a_column_counts_inside_quotes(tmp_path: Path, when: str, message: str) -> None:
    """The column is that of the wrong word in the file."""
    (found,) = mistakes(tmp_path, "rules:\n" + rule("r1", when))
    assert found.startswith(f"z.yaml:{message} isn't a value of trust")


RULES = [
    ("  r1:\n    when: always\n    then: strained\n    basis: assumption\n", ["3:5 rules.r1: because is missing"]),
    ("  r1: hallo\n", ["2:7 rules.r1: a mapping of keys to values belongs here"]),
    (rule("R1"), ["2:3 rules: R1 isn't a valid name (kleine-letters-met-streepjes)"]),
    (rule("r1") + rule("r1", "strained"), ["8:3 r1: r1 stands here twice; it also stands on line 2"]),
    (
        rule("r1", rest="basis: assumption"),
        ["2:3 rules.r1: a rule that isn't straight from the source says why: fill in why"],
    ),
    (
        rule("r1", rest="basis: source"),
        ["2:3 rules.r1: a rule with basis source or interpretation names at least one statement"],
    ),
    (rule("r1", rest="basis: source\n    statements: [S01, S99]"), ["7:23 rules.r1.statements: S99 isn't a statement"]),
    (rule("r1", then="straind"), ["4:11 rules.r1.then: straind isn't a conclusion; did you mean strained?"]),
    (rule("r1", then="trust"), ["4:11 rules.r1.then: say which value trust gets: then: {trust: …}"]),
    (
        rule("r1", then="{shape: spred}"),
        [
            "4:19 rules.r1.then.shape: spred isn't a value of shape; choose from: one_centre (one centre),"
            " spread (spread out); did you mean spread out?"
        ],
    ),
    (rule("r1", then="{shape: spread, trust: low}"), ["4:11 rules.r1.then: " + THEN]),
    (rule("r1", then="[strained]"), ["4:11 rules.r1.then: " + THEN]),
    (rule("r1", then="''"), ["4:12 rules.r1.then: " + THEN]),
    (rule("r1", then="{'': yes}"), ["4:11 rules.r1.then: " + THEN]),
    (
        rule("r1", then="{strained: yes}"),
        ["4:11 rules.r1.then: strained is a conclusion, and gets no value: write then: strained"],
    ),
    (
        rule("r1", then="strained", rest=SOURCE + "\n    strength: strong"),
        ["8:15 rules.r1: strength doesn't belong to a risk"],
    ),
    (
        rule("r1", then="city_first", rest=SOURCE + "\n    severity: high"),
        ["8:15 rules.r1: severity doesn't belong to a route"],
    ),
    (
        rule("r1", then="strained", rest=SOURCE + "\n    severity: huge"),
        ["8:15 rules.r1.severity: huge can't stand here; choose from: watch, medium, high"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_a_wrong_rule_says_what_is_wrong(tmp_path: Path, text: str, expected: list[str]) -> None:
    """One mistake, one located message."""
    assert [f"z.yaml:{line}" for line in expected] == mistakes(tmp_path, "rules:\n" + text)


FACTS = [
    (
        f"  f1: {{type: nummer, title: {BOTH}, question: {BOTH}}}",
        [
            "2:14 facts.f1.type: nummer can't stand here; choose from:"
            " yes_no, level, choice, set, number, date, text, records; did you mean number?"
        ],
    ),
    (f"  f1: {{type: number, title: {BOTH}}}", ["2:3 facts.f1: a fact needs question"]),
    (
        f"  f1: {{type: yes_no, title: {BOTH}, question: {BOTH}, asked: no}}",
        ["2:3 facts.f1: question doesn't belong to a derived fact"],
    ),
    (f"  f1: {{type: level, title: {BOTH}, question: {BOTH}}}", ["2:3 facts.f1: a level needs scale"]),
    (
        f"  f1: {{type: number, title: {BOTH}, question: {BOTH}, scale: amount}}",
        ["2:3 facts.f1: scale doesn't belong to a number"],
    ),
    (
        f"  f1: {{type: number, title: {BOTH}, question: {BOTH}, texts: [a]}}",
        ["2:78 facts.f1: texts doesn't belong to a number"],
    ),
    (
        f"  f1: {{type: text, title: {BOTH}, question: {BOTH}, texts: [Raad, ' ', RAAD]}}",
        ["2:84 facts.f1.texts: this text is empty", "2:88 facts.f1.texts: the label RAAD is in it twice"],
    ),
    (
        f"  f1: {{type: level, title: {BOTH}, question: {BOTH}, scale: amont}}",
        ["2:77 facts.f1.scale: amont isn't a scale; did you mean amount?", "2:3 facts.f1: a level needs scale"],
    ),
    (
        f"  f1: {{type: number, title: {{nl: x}}, question: {BOTH}}}",
        ["2:29 facts.f1.title: a text in both languages belongs here: {nl: …, en: …}"],
    ),
    (f"  f1: {{type: number, title: {BOTH}, question: {BOTH}, min: veel}}", ["2:76 facts.f1.min: veel isn't a number"]),
    *(
        (
            f"  f1: {{type: {kind}, title: {BOTH}, question: {BOTH}, {given}}}",
            [f"2:{70 + len(kind) + given.index(' ') - len('min:')} facts.f1{said}"],
        )
        for kind, given, said in [
            ("yes_no", "min: 1", ": min doesn't belong to a yes/no fact"),
            ("text", "max: 3", ": max doesn't belong to a text"),
            ("text", "whole: yes", ": whole doesn't belong to a text"),
            ("yes_no", "max: 0", ": max doesn't belong to a yes/no fact"),
            ("records", "min: 1.5", ".min: 1.5 isn't a whole number"),
            ("records", "min: -1", ".min: -1 is outside 0 to ∞"),
            ("records", "max: 3", ": max doesn't belong to a list"),
        ]
    ),
    (
        f"  f1: {{type: number, title: {BOTH}, question: {BOTH}, group: regio}}",
        ["2:78 facts.f1.group: regio isn't a group; did you mean region?"],
    ),
    (
        f"  f1: {{type: number, title: {BOTH}, asked: no, derive: 'count(municipality)'}}",
        ["2:71 facts.f1.derive: municipality isn't a list of records"],
    ),
    (
        f"  f1: {{type: number, title: {BOTH}, asked: no, derive: strained}}",
        ["2:64 facts.f1.derive: strained isn't a number"],
    ),
    (
        f"  f1: {{type: level, title: {BOTH}, asked: no, scale: amount, derive: strained}}",
        ["2:78 facts.f1: derive doesn't belong to a level"],
    ),
    (
        f"  f1: {{type: choice, title: {BOTH}, question: {BOTH}, scale: {{a: {{nl: x, en: y}}, b: {{nl: Y, en: z}}}}}}",
        ["2:3 facts.f1.scale: the label y is in it twice"],
    ),
    (f"  F1: {{type: number, title: {BOTH}, question: {BOTH}}}", ["2:3 facts: F1 isn't a valid name (kleine_letters)"]),
    (
        f"  strained: {{type: yes_no, title: {BOTH}, question: {BOTH}}}",
        ["rules.yaml:2:3: strained is a conclusion here and a fact elsewhere; choose another name"],
    ),
    (
        f"  f1: {{type: records, title: {BOTH}, question: {BOTH}, key: x, fields: {{a: {{type:"
        f" text, title: {BOTH}}}}}}}",
        ["2:77 facts.f1.key: x isn't a field"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FACTS)
def test_a_wrong_fact_says_what_is_wrong(tmp_path: Path, text: str, expected: list[str]) -> None:
    """Types, scales, groups, texts, names and derivations."""
    lines = [line if line.startswith("rules.yaml") else f"z.yaml:{line}" for line in expected]
    assert sorted(lines) == sorted(mistakes(tmp_path, f"facts:\n{text}\n"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (rule("r1", "talk"), "strained → talk → strained"),
        (rule("r1", "strained"), "strained → strained"),
        (
            rule("r1", "trust == high", "{effort: low}") + rule("r2", "effort == high", "{trust: low}"),
            "effort → trust → effort",
        ),
        (
            rule("r1", "large_cities > 1", "{effort: low}")
            + rule("r2", "effort == high and large_cities > 2", "{effort: high}"),
            "effort → effort",
        ),
    ],
)
def test_a_circle_is_named(tmp_path: Path, text: str, names: str) -> None:
    """Rules that depend on each other have no layers; the message follows the circle round."""
    (found,) = mistakes(tmp_path, "rules:\n" + text)
    assert found.endswith(f": these depend on each other in a circle: {names}")
    assert found.startswith("z.yaml:2:3: ")


def test_a_fact_is_derived_in_one_way_only(tmp_path: Path) -> None:
    """A fact with a derive can't have a rule as well."""
    fact = f"facts:\n  f1: {{type: yes_no, title: {BOTH}, asked: no, derive: strained}}\n"
    assert mistakes(tmp_path, fact + "rules:\n" + rule("r1", then="f1")) == [
        "z.yaml:2:3 facts.f1: f1 has a derive and can't be derived by a rule as well"
    ]


def test_a_folder_without_a_rule_set_is_one_message(tmp_path: Path) -> None:
    """As is an unknown name, with the nearest bundled one."""
    assert [f"{tmp_path}: no rule set here (no folder with ruleset.yaml)"] == messages(
        RuleSetError, load_rulesets, tmp_path
    )
    assert messages(RuleSetError, ruleset_folder, "cor") == [
        "rule set cor doesn't exist (but: core, werkcentra); did you mean core?"
    ]


def test_a_head_must_be_whole(tmp_path: Path) -> None:
    """Version, title and source of a rule set are needed; nothing else is lost over them."""
    (tmp_path / "ruleset.yaml").write_text("ruleset: {id: b}\nruls: {}\n")
    assert codes(RuleSetError, load_rulesets, tmp_path) == ["missing_key", "missing_key", "missing_key", "unknown_key"]


def test_a_rule_set_is_found_by_path_and_by_name() -> None:
    """A folder with a ruleset.yaml is one; `core` is bundled."""
    assert ruleset_folder(str(MINI)) == MINI
    assert ruleset_folder("core").name == "core"


def test_two_rule_sets_may_not_define_the_same(tmp_path: Path) -> None:
    """Every name that stands in both is reported where it stands the second time."""
    other = copied(tmp_path)
    head = other / "ruleset.yaml"
    head.write_text(head.read_text("utf-8").replace("id: mini", "id: other"), "utf-8")
    found = codes(RuleSetError, load_rulesets, MINI, other)
    assert {"defined_twice"} == set(found)
    assert len(found) > len(KNOWLEDGE.rules) + len(KNOWLEDGE.conclusions) + len(VOCABULARY.facts)


def test_a_second_rule_set_builds_on_the_first(tmp_path: Path) -> None:
    """Its rules may speak of the facts of the first, and add to its conclusions."""
    head = f"ruleset: {{id: extra, version: 0.1.0, title: {BOTH}, source: {{title: {BOTH}}}}}\n"
    (tmp_path / "ruleset.yaml").write_text(head + "rules:\n" + rule("extra-rule", "budget > large_city"))
    both = load_rulesets(MINI, tmp_path)
    assert [each.id for each in both.rulesets] == ["extra", "mini"]  # by name, as neither builds on the other
    assert {**dict.fromkeys(KNOWLEDGE.rules, "mini"), "extra-rule": "extra"} == {
        r.id: r.ruleset for r in both.rules.values()
    }


def test_the_order_of_the_rule_sets_changes_no_rule() -> None:
    """Rules are kept by id, so that nothing depends on the order of files."""
    assert sorted(KNOWLEDGE.rules) == list(KNOWLEDGE.rules)


def test_a_folder_here_does_not_take_the_place_of_a_bundled_rule_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a folder `core` stands, `core` still is the one of RegioRules; `./core` is that folder and no other."""
    for name in ("core", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ruleset.yaml").write_text("")
    bundled_core = ruleset_folder("core")
    monkeypatch.chdir(tmp_path)
    assert bundled_core == ruleset_folder("core")
    assert Path("other") == ruleset_folder("other")
    for path in ("./core", "core/", "../" + tmp_path.name + "/core", str(tmp_path / "core")):
        assert ruleset_folder(path) == Path(path)
        assert ruleset_folders(path) == [Path(path)]
    monkeypatch.chdir(tmp_path / "other")
    with pytest.raises(RuleSetError, match=r"^rule set \./core bestaat niet"):
        ruleset_folder("./core")


def test_kinds_are_said_in_the_language_of_the_message() -> None:
    """A Dutch message has no English word for what a thing should have been."""
    problem = Problem("unknown_reference", {"name": "x", "kind": "conclusion"})
    assert ("x is geen conclusie", "x isn't a conclusion") == (problem.say("nl"), problem.say("en"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("empty", "no rule set here (no folder with ruleset.yaml)"),
        ("full/ruleset.yaml", "this is a file; give the folder of the rule set, with ruleset.yaml in it, such as full"),
    ],
)
def test_what_is_there_but_is_no_rule_set_is_not_said_to_be_missing(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without the file, or the file instead of the folder."""
    for folder in ("empty", "full"):
        (tmp_path / folder).mkdir()
    (tmp_path / "full" / "ruleset.yaml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RuleSetError) as refused:
        ruleset_folder(name)
    assert refused.value.say("en") == f"{name}: {said}"
