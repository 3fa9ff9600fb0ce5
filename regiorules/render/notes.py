"""Every note but the advice itself in every format: text and Markdown from its blocks, JSON from its data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from regiorules.errors import unknown_name
from regiorules.render.blocks import Block
from regiorules.render.renderer import Layout

FORMATS: Mapping[str, tuple[str, ...]] = {"text": (".txt",), "markdown": (".md", ".markdown"), "json": (".json",)}
REPORTS: Mapping[str, tuple[str, ...]] = {"html": (".html", ".htm"), "pdf": (".pdf",)}  # of the advice alone


def render_note(note: Any, blocks: Callable[[Any], Iterable[Block]], format: str, layout: Layout) -> str:
    """A note as text, Markdown or JSON; raises UnknownName for another format."""
    if format == "text":
        from regiorules.render.text import render_blocks

        return render_blocks(blocks(note), layout)
    if format == "markdown":
        from regiorules.render.markdown import render_markdown

        return render_markdown(blocks(note))
    if format == "json":
        from regiorules.stored import Stored, to_json

        return note.to_json() if isinstance(note, Stored) else to_json(note)
    raise unknown_name("unknown_format", format, FORMATS)
