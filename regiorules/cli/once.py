"""Options with one value: given twice with two values they are refused, instead of the last one counting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from regiorules.errors import InputError, Problem


class Once(click.Option):
    """An option with one value; the same one may be repeated."""

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        """Have all values gathered, so that none is lost."""
        if self.is_flag or self.multiple or self.count:
            super().add_to_parser(parser, ctx)
        else:
            parser.add_option(obj=self, opts=self.opts, dest=self.name, action="append", nargs=self.nargs)

    def consume_value(self, ctx: click.Context, opts: Mapping[str, Any]) -> Any:
        """The one value; raises InputError where there are two."""
        given = opts.get(str(self.name))
        if isinstance(given, list) and not self.multiple:
            if not ctx.resilient_parsing:  # as for completion, that says nothing
                only_one(self.opts[0], given)
            opts = {**opts, str(self.name): given[0]}
        return super().consume_value(ctx, opts)


def only_one(name: str, values: list[Any]) -> None:
    """Raises InputError where a name is given two values."""
    other = next((each for each in values if each != values[0]), None)
    if other is not None:
        raise InputError([Problem("given_twice", {"name": name, "first": values[0], "second": other})])
