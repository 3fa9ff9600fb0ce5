"""The small inputs on which rule sets and tables went wrong, each through the command line."""

from __future__ import annotations

import json

import pytest

from tests.commands import flat, run
from tests.paths import SHARED

INPUTS = SHARED
pytestmark = pytest.mark.skipif(not INPUTS.is_dir(), reason="the inputs don't lie beside this project")


def derived(name: str, *given: str) -> object:
    """What a rule set concludes for `v_out`."""
    code, out, _ = run("advise", "--region", "Zeeland", "--ruleset", INPUTS / name, *given, "--format", "json")
    assert code == 0
    return json.loads(out)["facts"]["v_out"]["value"]


def test_thousands_in_a_rule_are_refused_with_their_place() -> None:
    """400.000 isn't 400."""
    code, out, _ = run("lint", INPUTS / "F02-thousands-rule", "--lang", "en")
    assert code == 2
    assert "ruleset.yaml:18:34 rules.v-a.when: 400.000 may mean two things; write 400000 or 400.0" in flat(out)


def test_thousands_in_a_table_are_thousands() -> None:
    """500 is less than 1.000."""
    assert derived("F04-thousands-table", "--set", "v_num=500") == "one"
    assert derived("F04-thousands-table", "--set", "v_num=1.000") == "two"


def test_a_dash_is_a_range() -> None:
    """15 lies in 10-20, and so do its ends."""
    name = "F05-dash-range-table"
    found = [derived(name, "--set", f"v_num={number}") for number in (9, 10, 15, 25, 30, 31)]
    assert found == [None, "one", "one", "two", "two", None]


def test_a_file_of_the_other_suffix_is_read() -> None:
    """What is wrong in it is said."""
    code, out, _ = run("lint", INPUTS / "F06-yml-ignored")
    assert code == 2
    assert "extra.yml:" in out


def test_a_last_day_before_the_first_is_refused() -> None:
    """With both days."""
    code, out, _ = run("lint", INPUTS / "F17-until-before-from")
    assert code == 2
    assert "2024-12-31" in out
    assert "2024-01-01" in out


def test_the_line_about_the_delimiter_is_understood() -> None:
    """The rest of the file is an ordinary table."""
    assert run("lint", INPUTS / "F25-sep-line")[0] == 1
    assert derived("F25-sep-line", "--set", "v_num=0,5") == "one"


def test_the_gap_is_named() -> None:
    """At one, exactly."""
    _, out, _ = run("lint", INPUTS / "F37-gap", "--lang", "en")
    assert "no row of this table holds for v_num = 1; add to it" in flat(out)


def test_a_thousand_mistakes_are_counted() -> None:
    """The first hundred are said."""
    code, out, err = run("advise", INPUTS / "hostile" / "srcs1000.yaml", "--lang", "en")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 101
    assert "and 900 more lines like these" in err
