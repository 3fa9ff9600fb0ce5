"""How much CBS may send for one table, and how long all of it may take."""

from __future__ import annotations

import time

from attrs import field, frozen


@frozen
class Limits:
    """
    What a table may cost: a real one has some four hundred rows, in three answers of less than a megabyte.

    `content` counts bytes as they are when unpacked, over all answers; `pages` counts the pages of one part.
    """

    content: int = 20_000_000
    pages: int = 50
    redirects: int = 5


@frozen
class Budget:
    """What is left of the limits while a table is fetched, with `seconds` for all of it together."""

    limits: Limits
    seconds: float
    _until: float = field(init=False)
    _taken: list[int] = field(init=False, factory=lambda: [0])

    @_until.default
    def _later(self) -> float:
        return time.monotonic() + self.seconds

    def seconds_left(self) -> float:
        """How long may still be waited; raises TimeoutError where that is over."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def bytes_left(self) -> int:
        """How many bytes may still come."""
        return self.limits.content - self._taken[0]

    def take(self, count: int) -> None:
        """Note bytes that have come."""
        self._taken[0] += count
