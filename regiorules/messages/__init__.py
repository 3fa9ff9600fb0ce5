"""What every problem is called, in Dutch and in English, a file a room.  Fields stand in braces."""

from __future__ import annotations

from regiorules.messages import (
    batch,
    bulk,
    cli,
    engine,
    expressions,
    facts,
    files,
    plugins,
    proofs,
    reports,
    robust,
    rulesets,
    service,
    shapes,
    workbooks,
)
from regiorules.messages.kinds import KINDS
from regiorules.messages.titles import TITLES
from regiorules.text import Text

__all__ = ["KINDS", "MESSAGES", "TITLES"]

MESSAGES: dict[str, Text] = {
    "did_you_mean": Text("bedoelt u {name}?", "did you mean {name}?"),
    "more_problems": Text("en nog {count} van zulke regels", "and {count} more {count:line|lines} like these"),
    **files.MESSAGES,
    **shapes.MESSAGES,
    **facts.MESSAGES,
    **workbooks.MESSAGES,
    **rulesets.MESSAGES,
    **expressions.MESSAGES,
    **engine.MESSAGES,
    **plugins.MESSAGES,
    **reports.MESSAGES,
    **robust.MESSAGES,
    **proofs.MESSAGES,
    **cli.MESSAGES,
    **batch.MESSAGES,
    **bulk.MESSAGES,
    **service.MESSAGES,
}
