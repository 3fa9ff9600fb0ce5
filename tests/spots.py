"""Every place in plain data, for the tests that spoil one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def spots(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in data, as the mapping or list that holds it and its key."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield data, key
        yield from spots(value)
