"""Markdown, for a note that is edited further."""

from __future__ import annotations

from collections.abc import Iterable

from regiorules.advice.model import Advice
from regiorules.patterns import pattern
from regiorules.render.advice_note import outline
from regiorules.render.blocks import Block, Branch, Bullets, Grid, Heading, Paragraph, introduced, visible_blocks
from regiorules.render.renderer import Layout

_SPECIAL = pattern(r"([\\`*_{}\[\]<>#|~&$])")  # what marks something up, wherever it stands
_OPENING = pattern(r"^([-+=]|\d{1,9}(?=[.)]))")  # what opens a list or a line, where a block begins


def render(advice: Advice, layout: Layout) -> str:
    """The advice as CommonMark with a table: what is behind `--format markdown`."""
    return render_markdown(outline(advice, layout))


def render_markdown(blocks: Iterable[Block]) -> str:
    """Blocks as Markdown."""
    return "\n\n".join(_block(block) for block in visible_blocks(blocks)) + "\n"


def escape(text: str) -> str:
    """A text within a line: nothing in it is markup."""
    return _SPECIAL.sub(r"\\\1", text)


def _opened(text: str) -> str:
    """Text that a paragraph or an item begins with: it doesn't become a list, a line or code."""
    found = _OPENING.match(text := text.strip())
    if not found:
        return escape(text)
    before = "" if found[1] in "-+=" else found[1]
    return f"{before}\\{escape(text[len(before) :])}"


def _emphasis(text: str) -> str:
    """Text that stands out; with a space at its edge the stars would be stars."""
    return f"*{escape(text.strip())}*"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text, tag):
            return "#" * level + " " + escape(text) + (f" — {_emphasis(tag)}" if tag else "")
        case Paragraph(text, lead):
            return f"{_emphasis(f'{lead}:')} {escape(text)}" if lead else _opened(text)
        case Bullets(items, lead, numbered):
            lines = [
                f"{number}. {_opened(item)}" if numbered else f"- {_opened(item)}"
                for number, item in enumerate(items, 1)
            ]
            head = [_emphasis(introduced(lead)), ""] if lead else []
            return "\n".join([*head, *lines])
        case Branch():
            return "\n".join(_nested(block, 0))
        case Grid(header, rows):
            rule = tuple("---" for _ in header)
            return "\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in (header, rule, *rows))


def _cell(text: str) -> str:
    return text if text == "---" else escape(text)


def _nested(branch: Branch, depth: int) -> Iterable[str]:
    yield "  " * depth + "- " + _opened(branch.text)
    for each in branch.branches:
        yield from _nested(each, depth + 1)
