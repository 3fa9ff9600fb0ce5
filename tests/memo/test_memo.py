"""What is remembered beside a value."""

import copy
import pickle

import pytest

from regiorules.memo import Bounded, Memo


def test_each_thing_is_made_once() -> None:
    memo, made = Memo(), []
    assert [memo.of("a", lambda: made.append(1) or len(made)) for _ in range(3)] == [1, 1, 1]
    assert memo.get("a") == 1
    assert memo.get("b") is None


def test_the_oldest_makes_way() -> None:
    memo = Memo(2)
    for name in "abc":
        memo.of(name, lambda name=name: name.upper())
    assert [memo.get(name) for name in "abc"] == [None, "B", "C"]


def test_what_can_not_be_made_is_not_remembered() -> None:
    memo = Memo()
    with pytest.raises(ZeroDivisionError):
        memo.of("a", lambda: 1 / 0)
    assert memo.of("a", lambda: 2) == 2


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda memo: pickle.loads(pickle.dumps(memo))])
def test_copied_it_is_empty(again) -> None:
    memo = Memo(3)
    memo.of("a", lambda: lambda: 1)
    assert again(memo).get("a") is None
    assert memo.get("a") is not None


def test_one_that_keeps_one_thing_keeps_the_newest() -> None:
    memo = Memo(1)
    memo.of("a", lambda: 1)
    memo.of("b", lambda: 2)
    assert (memo.get("a"), memo.get("b")) == (None, 2)


def test_what_is_full_is_emptied() -> None:
    """What is kept last is there in any case."""
    kept: Bounded[str, int] = Bounded(2)
    assert [kept.keep(name, number) for number, name in enumerate("abc")] == [0, 1, 2]
    assert kept == {"c": 2}
