"""From a rule set to a model: facts become input data, what rules conclude becomes decisions with tables."""

from __future__ import annotations

from regiorules import Exported, ExportWish, Knowledge
from regiorules_dmn.export.decisions import decisions_of
from regiorules_dmn.export.document import document_of


def export(knowledge: Knowledge, wish: ExportWish) -> Exported:
    """The model of a rule set, valid by the schema of DMN 1.3, and what isn't in it."""
    found = decisions_of(knowledge, wish)
    return Exported(document_of(found, knowledge, wish), found.left_out)
