"""What can't be changed: classes of values and containers, so that nobody changes for others what they hold."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from functools import lru_cache, partial
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import attrs

K = TypeVar("K")
V = TypeVar("V")

if TYPE_CHECKING:
    from attrs import frozen as frozen
else:

    def frozen(cls=None, /, **settings):
        """
        What `attrs.frozen` makes of a class, in less than half of its time.

        attrs writes and compiles the methods of every class at every start.  Those of one that say it, compare it and
        hash it do the same as attrs' own, but need no compiling.
        """
        if cls is None:
            return partial(frozen, **settings)
        made = attrs.frozen(cls, repr=False, eq=False, **settings)
        for name, method in {"__repr__": _said, **_equality(made)}.items():
            if name not in vars(cls):
                setattr(made, name, method)
        return made


@recursive_repr("...")
def _said(value: Any) -> str:
    """The value as it is written in a program."""
    fields = ((each.name, repr if each.repr is True else each.repr) for each in attrs.fields(type(value)) if each.repr)
    inside = ", ".join(f"{name}={say(getattr(value, name))}" for name, say in fields)
    return f"{type(value).__qualname__.rpartition('>.')[-1]}({inside})"


def _equality(cls: type[Any]) -> dict[str, Callable[..., Any]]:
    """Whether two values are of one class and have equal fields, and the hash that goes with it."""
    compared = _compared([each for each in attrs.fields(cls) if each.eq])
    kind = f"{cls.__module__}.{cls.__qualname__}"

    def equal(value: Any, other: object) -> bool:
        return compared(value) == compared(other) if other.__class__ is value.__class__ else NotImplemented

    return {"__eq__": equal, "__hash__": lambda value: hash((kind, compared(value)))}


def _compared(fields: list[Any]) -> Callable[[Any], Any]:
    """What gives of a value all that it is compared by; the fields are attrs' own, whose types don't have the key."""
    keys = [(each.name, each.eq_key or _itself) for each in fields]
    if not fields or any(each.eq_key for each in fields):
        return lambda value: tuple(key(getattr(value, name)) for name, key in keys)
    return attrgetter(*(each.name for each in fields))


def _itself(value: Any) -> Any:
    return value


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
