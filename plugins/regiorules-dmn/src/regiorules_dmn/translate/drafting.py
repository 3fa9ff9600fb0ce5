"""The sections of the rule set of a model, from what was noted of it."""

from __future__ import annotations

from collections.abc import Set
from pathlib import PurePath
from typing import Any

from regiorules.rules.drafts import Draft
from regiorules_dmn.model import Model
from regiorules_dmn.translate.book import SECTION, Book, said, slug


def draft_of(model: Model, book: Book, final: Set[str]) -> Draft:
    """The draft of the rule set; the facts in `final` are the outcome of the model, and shown first."""
    facts = {name: {**each, "in_summary": True} if name in final else each for name, each in book.with_texts().items()}
    file = PurePath(model.place.file).name
    title = model.name or file
    head = {"id": slug(title), "version": "0.1.0", "title": said(title), "source": {"title": said(file)}}
    sections: dict[str, Any] = {
        "ruleset": head,
        "source_sections": {SECTION: said(title)},
        "statements": {**_sources(model), **book.statements},
        "facts": facts,
        "conclusions": book.conclusions,
        "rules": book.rules,
        "tables": book.tables,
    }
    return Draft(sections, book.files, tuple(book.remarks))


def _sources(model: Model) -> dict[str, Any]:
    """A statement for each knowledge source."""
    return {
        f"K{at:02}": {"section": SECTION, "text": said(" ".join(filter(None, (each.name, each.location))) or each.id)}
        for at, each in enumerate(model.sources, 1)
    }
