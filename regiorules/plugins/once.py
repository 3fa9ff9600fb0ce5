"""Answers that are worked out when they are first asked, and kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Once:
    """
    Answers by key.

    Two threads may work out one answer at the same time; what is done first counts, for both.  So nobody waits
    for anybody else: a plugin that asks for plugins, or a fork meanwhile, keeps nothing shut.
    """

    __slots__ = ("_answers",)

    def __init__(self) -> None:
        self._answers: dict[Hashable, Any] = {}

    def get(self, key: Hashable, answer: Callable[[], T]) -> T:
        """The answer that is kept, or that is worked out now; what that raises is raised, and nothing is kept."""
        if key not in self._answers:
            self._answers.setdefault(key, answer())
        found: T = self._answers[key]
        return found

    def known(self, key: Hashable) -> Any:
        """The answer that is kept, None where there is none yet."""
        return self._answers.get(key)

    def forget(self) -> None:
        """Begin anew."""
        self._answers = {}
