"""In a process with a Dutch locale, where a comma is the decimal sign: every answer is what it is elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from regiorules.engine import rete
from regiorules.engine.codes import Codes
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.live import LiveNetwork
from regiorules.engine.program import ProgramRule, build_program
from regiorules.rules.expressions import And, Compare, Constant, Expression, OneOf, Variable
from tests.executors import installed
from tests.paths import ROOT

DUTCH = """
import locale, sys, pytest
locale.setlocale(locale.LC_ALL, "nl_NL.UTF-8")
assert locale.localeconv()["decimal_point"] == ","
sys.exit(pytest.main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def dutch(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process that can set nl_NL.UTF-8, made for the occasion."""
    folder = tmp_path_factory.mktemp("locales")
    make = shutil.which("localedef")
    if make is None:
        pytest.skip("no localedef here to make a Dutch locale with")
    done = subprocess.run([make, "-i", "nl_NL", "-f", "UTF-8", folder / "nl_NL.UTF-8"], capture_output=True, text=True)
    if not (folder / "nl_NL.UTF-8").is_dir():
        pytest.skip(f"localedef makes no Dutch locale here: {done.stderr}")
    return {**os.environ, "LOCPATH": str(folder)}


@installed
def test_a_dutch_locale_changes_no_answer(dutch: dict[str, str]) -> None:
    """The tests that hold the executors against each other, and against the reference, pass there as well."""
    tests = [
        "tests/engine/test_durable.py",
        "tests/engine/test_differential.py::test_every_executor_agrees_with_the_reference",
        "tests/engine/test_live.py::test_a_live_network_follows_any_program",
    ]
    command = [sys.executable, "-c", DUTCH, "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(
        command, cwd=ROOT, env={**dutch, "REGIORULES_EXAMPLES": "60"}, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert "passed" in done.stdout


# --- how: no value goes into the network -----------------------------------------------------------------


def at_least(name: str, value: object) -> Expression:
    return Compare(">=", Variable(name), Constant(value))


CONDITIONS: tuple[Expression, ...] = (
    at_least("ratio", 0.5),
    at_least("ratio", 1e-300),
    at_least("ratio", 2**80),
    Compare("==", Variable("name"), Constant("2,5 or 1e5")),
    OneOf(Variable("name"), ("a", "a", "\x00", "€")),
    And((Variable("sure"), Compare("<", Variable("ratio"), Constant(-1e308)))),
)
FACTS = {"ratio": 0.4, "name": '"€": 1.5', "sure": True}


@installed
def test_only_whole_numbers_go_into_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a pattern nor a message has a decimal, an exponent, a large number or a text of a user."""
    seen: list[str] = []
    library = vars(rete)["library"]

    class Spy:
        def __getattr__(self, name: str) -> object:
            real = getattr(library, name)
            if name not in ("create_ruleset", "assert_fact"):
                return real
            return lambda handle, text, *rest: (seen.append((*rest, text)[0]), real(handle, text, *rest))[1]

    monkeypatch.setattr(rete, "library", Spy())
    rules = [ProgramRule(f"r{number}", tree, f"c{number}") for number, tree in enumerate(CONDITIONS)]
    program = build_program(["ratio", "name", "sure"], [rule.target for rule in rules], [], rules)
    DurableExecutor(program).run(FACTS)
    LiveNetwork(program).start().tell(FACTS)
    assert len(seen) == 2 + 1 + 3
    for text in seen:
        assert text.isascii()
        assert not set("\\'.€+-") & set(text)
        digits = "".join(sign if sign.isdigit() else " " for sign in text).split()
        assert max(map(len, digits)) < 9  # networks are numbered, and a process may have made many


NUMBERS = (
    -1e308,
    -(2**80),
    -1,
    -0.0,
    0,
    False,
    5e-324,
    0.1,
    0.5,
    1,
    True,
    1.0,
    2**53,
    2**53 + 1,
    2.0**53,
    1e308,
    10**400,
)
TEXTS = ("", "1", "a", "€", "é", "\U0001f6b2")


@pytest.mark.parametrize("values", [NUMBERS, TEXTS], ids=["numbers", "texts"])
def test_codes_compare_as_values_do(values: tuple[object, ...]) -> None:
    """Equal, below and above: a value against a constant, whatever other constants there are."""
    every = Codes([ProgramRule(str(number), at_least("x", value), "c") for number, value in enumerate(values)])
    for constant in values:
        alone = Codes([ProgramRule("r", at_least("x", constant), "c")])
        for value in values:
            for codes in (alone, every):
                found, limit = codes.code("x", value), codes.code("x", constant)
                assert (found == limit, found < limit) == (value == constant, value < constant)  # type: ignore[operator]
