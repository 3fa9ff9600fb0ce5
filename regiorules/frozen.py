"""Containers that can't be changed: what a public value holds, so that nobody changes it for somebody else."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from functools import lru_cache
from typing import Any, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(Mapping[K, V]):
    """
    A mapping that can't be changed, nor what is in it: lists become tuples, mappings are frozen too.

    It is equal to a dict with the same items, keeps their order, and can be hashed, pickled and copied;
    `dict(…)` gives a dict to work on.
    """

    __slots__ = ("_items", "_make")
    _items: dict[K, V]
    _make: Callable[[], Mapping[K, V]] | None  # until it is made

    def __new__(cls, given: Mapping[K, V] | Iterable[tuple[K, V]] = (), /) -> FrozenDict[K, V]:
        """A copy of what is given; made here, as `__init__` can be called again."""
        made = super().__new__(cls)
        object.__setattr__(made, "_items", {key: freeze(value) for key, value in dict(given).items()})
        return made

    @classmethod
    def of(cls, items: dict[K, V]) -> FrozenDict[K, V]:
        """The mapping with these items, not copied: nobody else has them, and nothing in them can be changed."""
        made = super().__new__(cls)
        object.__setattr__(made, "_items", items)
        return made

    @classmethod
    def later(cls, make: Callable[[], Mapping[K, V]]) -> FrozenDict[K, V]:
        """
        A mapping that is made when something is first asked of it.

        `make` gives the same whenever it is called, and values that can't be changed.
        """
        made = super().__new__(cls)
        object.__setattr__(made, "_make", make)
        return made

    def __getattr__(self, name: str) -> Any:
        if name != "_items":
            raise AttributeError(name)
        make = self._make
        if make is not None:
            object.__setattr__(self, "_items", dict(make()))
            object.__setattr__(self, "_make", None)
        return self._items

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def get(self, key: K, default: Any = None) -> Any:
        """The value of a key, or the default."""
        return self._items.get(key, default)

    def keys(self) -> KeysView[K]:
        """The keys, in order."""
        return self._items.keys()

    def values(self) -> ValuesView[V]:
        """The values, in order."""
        return self._items.values()

    def items(self) -> ItemsView[K, V]:
        """The pairs, in order."""
        return self._items.items()

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return repr(self._items)

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenDict.of, (self._items,)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"a FrozenDict can't be changed: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a FrozenDict can't be changed: {name}")


def freeze(value: Any) -> Any:
    """A value in which nothing can be changed: the converter of every field that holds any data."""
    kind: Any = type(value)
    if _holds_nothing(kind):
        return value
    if kind is tuple or issubclass(kind, list):
        return tuple(map(freeze, value))
    if issubclass(kind, set):
        return frozenset(value)
    return FrozenDict(value) if issubclass(kind, Mapping) else value


@lru_cache(256)
def _holds_nothing(kind: type) -> bool:
    """True for a kind of value that is frozen as it is; remembered, as it is asked of every value."""
    return kind is FrozenDict or not issubclass(kind, list | tuple | set | Mapping)


def frozen_dict(value: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """The converter of every field that is a mapping: a copy that can't be changed."""
    return value if type(value) is FrozenDict else FrozenDict(value)


def frozen_tuple(value: Iterable[Any]) -> tuple[Any, ...]:
    """The converter of a field that is a list of ids."""
    return tuple(value)


def thaw(value: Any) -> Any:
    """The value as plain dicts and lists, for those who write it or work on it."""
    if isinstance(value, Mapping):
        return {key: thaw(each) for key, each in value.items()}
    return [thaw(each) for each in value] if isinstance(value, tuple) else value
