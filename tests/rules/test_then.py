"""What a rule sets: a value of its fact, read as any value of it; else one message says what is wrong, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mini import copied, mistakes

BOTH = "{nl: x, en: x}"


def rule(then: str = "strained", when: str = "trust == low") -> str:
    return f"  r1:\n    when: {when}\n    then: {then}\n    because: {BOTH}\n    basis: source\n    statements: [S01]\n"


WRONG = [
    (
        rule(then="{municipalities: geen}"),
        ["4:11 rules.r1: records can't stand here; choose from: yes_no, level, choice, set, number, date, text"],
    ),
    (
        rule(then="{centre_municipality: Almere}"),
        [
            "4:11 rules.r1: centre_municipality doesn't say which texts it can be;"
            " name them with the fact: texts: [a, b]"
        ],
    ),
    (rule(then="{budget: -3}"), ["4:20 rules.r1.then.budget: -3 is outside 0 to ∞"]),
    (rule(then="{budget: 1.250}"), ["4:20 rules.r1.then.budget: 1.250 may mean two things; write 1250 or 1.25"]),
    (
        rule(then="{domains: [work, wrok]}"),
        [
            "4:21 rules.r1.then.domains[2]: wrok isn't a value of domains; choose from: work, care, youth;"
            " did you mean work?"
        ],
    ),
    (
        rule(then="{strategy_agreed: perhaps}"),
        ["4:29 rules.r1.then.strategy_agreed: perhaps isn't yes or no; write yes, no or unknown"],
    ),
    *(
        (
            rule(then=f"{{{name}: {value}}}"),
            [f"4:11 rules.r1: this rule says nothing of {name}; name the value that follows, or leave out the rule"],
        )
        for name, value in (("budget", "unknown"), ("effort", "''"), ("domains", "none"), ("domains", "[]"))
    ),
    (
        rule(then="{desk: de raat}")
        + f"facts:\n  desk: {{type: text, title: {BOTH}, asked: no, texts: [de Raad, het Loket]}}\n",
        ["4:18 rules.r1.then.desk: de raat can't stand here; choose from: de Raad, het Loket; did you mean de Raad?"],
    ),
    (
        rule(when="desk == 'Raad' or desk in ('DE RAAD', 'x')")
        + f"facts:\n  desk: {{type: text, title: {BOTH}, asked: no, texts: [de Raad, het Loket]}}\n",
        [
            "3:19 rules.r1.when: Raad can't stand here; choose from: de Raad, het Loket; did you mean de Raad?",
            "3:49 rules.r1.when: x can't stand here; choose from: de Raad, het Loket",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_a_value_that_the_fact_can_not_have_is_refused(tmp_path: Path, text: str, expected: list[str]) -> None:
    """At the value, in the words of the fact."""
    folder = copied(tmp_path)
    (folder / "z.yaml").write_text(f"rules:\n{text}", "utf-8")
    assert [f"z.yaml:{line}" for line in expected] == mistakes(folder)
