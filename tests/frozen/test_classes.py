"""A frozen class is what attrs makes of it: its values say, compare, hash and travel in the same way."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.frozen import frozen

FLAGS = st.fixed_dictionaries({"eq": st.sampled_from([True, False, type]), "repr": st.sampled_from([True, False, str])})
VALUES = st.sampled_from([0, 1, True, "", "a", (1, None)])


@frozen
class Tree:
    """One of a module, that a pickle finds."""

    name: str
    below: tuple[Tree, ...] = ()


@frozen
class Own:
    """What a class says of itself."""

    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Own) and self.name[0] == other.name[0]

    def __hash__(self) -> int:
        return 7

    def __repr__(self) -> str:
        return self.name


def made_by(frozen: Any, flags: list[dict[str, Any]]) -> Any:
    """A class with a field for each of these settings."""
    fields = {f"field_{number}": attrs.field(**each) for number, each in enumerate(flags)}
    return frozen(type("Made", (), {"__annotations__": dict.fromkeys(fields, Any), **fields}))


@given(st.data(), st.lists(FLAGS, max_size=4))
def test_it_is_what_attrs_makes(data: st.DataObject, flags: list[dict[str, Any]]) -> None:
    """With any fields, in what they say and in whether two are equal; equal ones have one hash."""
    ours, theirs = made_by(frozen, flags), made_by(attrs.frozen, flags)
    row = st.tuples(*[VALUES for _ in flags])
    one, two = data.draw(row), data.draw(row)
    assert repr(ours(*one)) == repr(theirs(*one))
    assert (ours(*one) == ours(*two)) is (theirs(*one) == theirs(*two)) is not (ours(*one) != ours(*two))
    assert ours(*one) != theirs(*one)
    assert len({ours(*one), ours(*two)}) == len({theirs(*one), theirs(*two)})


def test_what_a_class_says_itself_counts() -> None:
    """As with attrs: its own methods stay, and a class without a hash has none."""
    assert (repr(Own("ab")), hash(Own("ab")), Own("ab") == Own("ac")) == ("ab", 7, True)
    unhashed = frozen(type("Unhashed", (), {"__eq__": lambda one, two: True}))
    with pytest.raises(TypeError, match="unhashable"):
        hash(unhashed())
    with pytest.raises(TypeError, match="unhashable"):
        hash(Tree([]))  # type: ignore[arg-type]


def test_it_travels_and_cant_be_changed() -> None:
    """Copied and pickled it is equal, of the same class, and as frozen."""
    tree = Tree("a", (Tree("b"),))
    for each in (copy.copy(tree), copy.deepcopy(tree), pickle.loads(pickle.dumps(tree))):
        assert (each, hash(each)) == (tree, hash(tree))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            each.name = "c"
    assert tree != Tree("a")
    assert tree != attrs.make_class("Tree", ["name", "below"], frozen=True)("a", (Tree("b"),))


def test_a_value_in_itself_is_said_once() -> None:
    """Which only a value that is made by force can be."""
    tree = Tree("a")
    object.__setattr__(tree, "below", (tree,))
    assert repr(tree) == "Tree(name='a', below=(...,))"
