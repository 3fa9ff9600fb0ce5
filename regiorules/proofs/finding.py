"""What a check comes to: what is wrong or isn't settled, and the region that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field

from regiorules.errors import Problem
from regiorules.frozen import frozen


@frozen
class Finding:
    """
    What is wrong, or isn't settled; `region` has the facts (outer form) of the smallest region that shows it.

    `follows` is what the engine makes of that region for the names that it is about: True, False or None of what is
    concluded, and of a fact its value (outer form).  `rules` are all the rules that it is about, where these are more
    than the problem can name.  What isn't settled may be proved of lists with no more than `proved_to` records.
    It is so in the region called `of` ("" is any) by the rules of the day `on` (None is any).
    """

    problem: Problem
    region: Mapping[str, Any] = field(factory=dict)
    follows: Mapping[str, Any] = field(factory=dict)
    settled: bool = True
    rules: tuple[str, ...] = ()
    proved_to: int | None = None
    of: str = ""
    on: date | None = None
