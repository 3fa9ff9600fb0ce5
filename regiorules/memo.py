"""What is worked out once, and remembered beside a frozen value."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")
_NOTHING: Any = object()


class Memo:
    """
    Things by key, each made when it is first asked for; of more than `most` the oldest makes way.

    For any number of threads: two that ask at once may both make it, and one of the two is kept.  Copied or pickled it
    is empty, as it can be made anew.
    """

    __slots__ = ("_most", "_things")

    def __init__(self, most: int = 16) -> None:
        self._most = most
        self._things: dict[Hashable, Any] = {}

    def get(self, key: Hashable) -> Any:
        """What is kept under a key; None where nothing is."""
        return self._things.get(key)

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """What is kept under a key, or else is made."""
        found: V = self._things.get(key, _NOTHING)
        if found is _NOTHING:
            found = make()
            if len(self._things) >= self._most:
                self._things = dict(list(self._things.items())[len(self._things) - self._most + 1 :])
            self._things[key] = found
        return found

    def __reduce__(self) -> tuple[type[Memo], tuple[int]]:
        return Memo, (self._most,)


class Bounded(dict[K, V]):
    """
    What is kept by key, emptied when there is no room for more than `most`.

    Quicker to ask than a Memo; for any number of threads, of which one may find nothing of what another kept.
    """

    __slots__ = ("_most",)

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: K, value: V) -> V:
        """Keep a value under a key, and give it."""
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
