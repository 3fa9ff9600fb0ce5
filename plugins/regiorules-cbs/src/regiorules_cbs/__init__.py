"""Region profiles from the open data of Statistics Netherlands (CBS), as a plugin of RegioRules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from regiorules import hookimpl
from regiorules_cbs.editions import editions

if TYPE_CHECKING:
    from regiorules import Profile


@hookimpl
def regiorules_profiles(register: Callable[[str, Callable[[], Mapping[str, Profile]]], None]) -> None:
    """Register `cbs-2024` and the other years, and `cbs-NUMBER` for what REGIORULES_CBS_TABLES adds."""
    for name, edition in editions().items():
        register(f"cbs-{name}", partial(_profiles, *edition))


@hookimpl
def regiorules_commands(register: Callable[[str, str], None]) -> None:
    """Register `regiorules cbs`, which writes a table as CSV."""
    register("cbs", "regiorules_cbs.command:command")


def _profiles(table: str, year: int | None) -> Mapping[str, Profile]:
    from regiorules_cbs.store import get_table

    return get_table(table, year).profiles()
