"""Shares of worlds: what columns count over the worlds that matter is what every world gives, one by one."""

from __future__ import annotations

from math import prod

from hypothesis import assume, event, given

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.robust.shares import shares
from tests.bulk.inner import form
from tests.bulk.test_differential import ready
from tests.executors import FULL
from tests.robust.worlds import counted, reading_of

MOST = 400  # worlds of a case: more takes time, and shows nothing else


@FULL
@given(case=cases().map(ready))
def test_shares_are_those_of_every_world(case: Case) -> None:
    """The share of every yes or no is exactly that which the compiled executor finds over all worlds at once."""
    reading = reading_of(case)
    assume(reading.doubts and prod(map(len, reading.doubts.values())) <= MOST)
    names = sorted(name for name in case.yes_no if name.startswith("layer"))
    assume(names)
    found = shares(reading, names, {name: form(each) for name, each in case.names.items()})
    wanted = counted(reading.program, case.given, reading.doubts, names)
    for name in names:
        event("apart" if 0 < wanted[name].share < 1 else "the same in every world")
        assert found[name].count.share == wanted[name].share
        assert found[name].count.fails * wanted[name].worlds == wanted[name].fails * found[name].count.worlds
