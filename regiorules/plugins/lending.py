"""What a plugin gets to see is its own: whatever it does to it, nothing of RegioRules' own is changed."""

from __future__ import annotations

import pickle
from typing import TypeVar

T = TypeVar("T")


def lent(value: T) -> T:
    """
    A copy that shares nothing with the value.

    Frozen values are no match for `object.__setattr__`; the copy takes a tenth of the time of what it is for.
    """
    copied: T = pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))  # noqa: S301  # of our own making
    return copied
