"""Mutants of code: each is one mistake away, and only what decides something is touched."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from soak.mutants import KINDS, mutants, mutated
from tests.paths import ROOT

SOURCE = '''
LIMIT: int = 3


@decorated(limit=1)
def f(a: int = 3, *b: int) -> int:
    """What it does, in 1 line."""
    assert a != 4
    if not a and b:
        return max(a, 1)
    for x in (z for z in b if z > 2):
        g(x)
        break
    return a + 0
'''


def made(source: str) -> Iterator[tuple[str, str, str]]:
    """Of every mutant the kind, and the first line before and after that it changes."""
    plain = ast.unparse(ast.parse(source)).splitlines()
    for each in mutants(source):
        other = ast.unparse(mutated(source, each)).splitlines()
        assert len(other) == len(plain)
        ((before, after),) = [pair for pair in zip(plain, other, strict=True) if pair[0] != pair[1]]
        yield each.kind, before.strip(), after.strip()


def test_every_kind_of_mistake_is_made_where_something_is_decided() -> None:
    """Not in annotations, defaults, decorators, assertions, texts, or outside functions."""
    found = set(made(SOURCE))
    assert found == {
        ("condition turned", "if not a and b:", "if not (not a and b):"),
        ("another operator", "if not a and b:", "if not a or b:"),
        ("`not` dropped", "if not a and b:", "if a and b:"),
        ("nothing returned", "return max(a, 1)", "return None"),
        ("another function", "return max(a, 1)", "return min(a, 1)"),
        ("another constant", "return max(a, 1)", "return max(a, 2)"),
        ("filter dropped", "for x in (z for z in b if z > 2):", "for x in (z for z in b):"),
        ("another comparison", "for x in (z for z in b if z > 2):", "for x in (z for z in b if z >= 2):"),
        ("another constant", "for x in (z for z in b if z > 2):", "for x in (z for z in b if z > 3):"),
        ("statement dropped", "g(x)", "pass"),
        ("loop left otherwise", "break", "continue"),
        ("nothing returned", "return a + 0", "return None"),
        ("another operator", "return a + 0", "return a - 0"),
        ("another constant", "return a + 0", "return a + 1"),
    }
    assert {kind for kind, _, _ in found} == set(KINDS)


@pytest.mark.parametrize("name", ["engine/judgement.py", "rules/order.py"])
def test_a_mutant_of_the_package_can_be_run(name: str) -> None:
    """It compiles, it differs, and it stands on the line that is named."""
    source = (ROOT / "regiorules" / name).read_text("utf-8")
    plain = ast.unparse(ast.parse(source))
    found = mutants(source)
    assert found
    for each in found[::5]:
        tree = mutated(source, each)
        compile(tree, name, "exec")
        assert ast.unparse(tree) != plain
        assert 0 < each.line <= len(source.splitlines())
