"""The pool of what threads borrow: no more are made than are wanted at once, and a fork begins anew."""

from __future__ import annotations

import itertools
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from regiorules.engine.locks import Pool


def test_the_same_one_is_lent_again_and_again() -> None:
    """A second one is made only while the first is away, and what came back last goes out first."""
    pool = Pool(itertools.count().__next__, 3)
    for _ in range(5):
        with pool.lent() as thing:
            assert thing == 0
    with pool.lent() as first, pool.lent() as second:
        assert {first, second} == {0, 1}
    with pool.lent() as first, pool.lent() as second, pool.lent() as third:
        assert {first, second, third} == {0, 1, 2}


def test_what_fails_is_dropped_and_its_place_is_kept() -> None:
    """The error goes on; another thing takes the place, so that the pool never runs dry."""
    pool = Pool(itertools.count().__next__, 1)

    def fail() -> None:
        with pool.lent() as thing:
            raise ValueError(f"{thing} is broken")

    for number in range(3):
        with pytest.raises(ValueError, match=f"{number} is broken"):
            fail()
    with pool.lent() as thing:
        assert thing == 3


def test_what_can_not_be_made_takes_no_place() -> None:
    """Nor does it stand in the way of what is made later."""
    answers = iter([None, "made"])

    def make() -> str:
        answer = next(answers)
        if answer is None:
            raise MemoryError
        return answer

    pool = Pool(make, 1)
    with pytest.raises(MemoryError), pool.lent():
        pass
    with pool.lent() as thing:
        assert thing == "made"


def test_no_two_threads_have_the_same_one() -> None:
    """Sixty-four threads, five things: each is held by one at a time, and no sixth is made."""
    pool, held, seen = Pool(itertools.count().__next__, 5), set[int](), set[int]()

    def borrow(_: int) -> bool:
        with pool.lent() as thing:
            alone = thing not in held
            held.add(thing)
            threading.Event().wait(0.0002)
            held.discard(thing)
            seen.add(thing)
            return alone

    with ThreadPoolExecutor(64) as threads:
        assert all(threads.map(borrow, range(1000)))
    assert seen <= set(range(5))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_child_does_not_wait_for_what_its_parent_has_lent() -> None:
    """It makes its own."""
    pool = Pool(itertools.count().__next__, 1)
    with pool.lent():
        child = os.fork()
        if not child:
            signal.alarm(10)  # what would hang is killed
            with pool.lent() as thing:
                os._exit(0 if thing == 1 else 7)
        assert os.waitpid(child, 0)[1] == 0
