"""Regular expressions that are compiled when they are first used: of the many that there are, a run needs a few."""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Stands for a pattern until something is asked of it, and has from then on what was asked."""

    def __init__(self, text: str, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._given), name)  # which `re` keeps too
        setattr(self, name, found)
        return found


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, but that a mistake in it shows when it is first used."""
    return cast("re.Pattern[str]", _Pattern(text, flags))
