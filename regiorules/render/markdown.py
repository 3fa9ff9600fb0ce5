"""Markdown, for a note that is edited further."""

from __future__ import annotations

import re
from collections.abc import Iterable

from regiorules.advice.model import Advice
from regiorules.render.advice_note import outline
from regiorules.render.blocks import Block, Branch, Bullets, Grid, Heading, Paragraph
from regiorules.render.renderer import Layout

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


class MarkdownRenderer:
    """The renderer behind `--format markdown`."""

    name = "markdown"

    def render(self, advice: Advice, layout: Layout) -> str:
        """The note as CommonMark with a table."""
        return render_markdown(outline(advice))


def render_markdown(blocks: Iterable[Block]) -> str:
    """Blocks as Markdown."""
    return "\n\n".join(_block(block) for block in blocks) + "\n"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _block(block: Block) -> str:
    match block:
        case Heading(level, text, tag):
            return "#" * level + " " + _escape(text) + (f" — *{_escape(tag)}*" if tag else "")
        case Paragraph(text, lead):
            return f"*{_escape(lead)}:* {_escape(text)}" if lead else _escape(text)
        case Bullets(items, lead, numbered):
            lines = [
                f"{number}. {_escape(item)}" if numbered else f"- {_escape(item)}"
                for number, item in enumerate(items, 1)
            ]
            head = [f"*{_escape(lead.rstrip(':'))}:*", ""] if lead else []
            return "\n".join([*head, *lines])
        case Branch():
            return "\n".join(_nested(block, 0))
        case Grid(header, rows):
            rule = tuple("---" for _ in header)
            return "\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in (header, rule, *rows))


def _cell(text: str) -> str:
    return text if text == "---" else _escape(text)


def _nested(branch: Branch, depth: int) -> Iterable[str]:
    yield "  " * depth + "- " + _escape(branch.text)
    for each in branch.branches:
        yield from _nested(each, depth + 1)
