"""A book as Markdown: CommonMark with tables, and an anchor for every entry."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.book.model import Book, Chapter, Entry, Line, Link, Table
from regiorules.book.words import word
from regiorules.render.markdown import escape
from regiorules.text import visible


def render_markdown(book: Book) -> str:
    """The book as Markdown; the same book gives the same text."""
    parts = [f"# {_plain(book.title)}", _lines(book.about), f"## {word('contents', book.language)}", _contents(book)]
    parts += [part for chapter in book.chapters for part in _chapter(chapter)]
    return "\n\n".join([*parts, f"*{word('made_with', book.language)}*"]) + "\n"


def _contents(book: Book) -> str:
    return "\n".join(f"- [{_plain(each.title)}](#{each.anchor})" for each in book.chapters)


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f'<a id="{chapter.anchor}"></a>\n\n## {_plain(chapter.title)}'
    for entry in chapter.entries:
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    code = f" — {_code(entry.id)}" if entry.id else ""
    yield f'<a id="{entry.anchor}"></a>\n\n### {_plain(entry.title)}{code}'
    if entry.text:
        yield _plain(entry.text)
    if entry.lines:
        yield _lines(entry.lines)
    if entry.table:
        yield _table(entry.table)


def _lines(lines: tuple[Line, ...]) -> str:
    return "\n".join(f"- *{_plain(line.lead)}:* {', '.join(map(_item, line.items))}" for line in lines)


def _table(table: Table) -> str:
    rows = [tuple(map(_item, table.header)), tuple("---" for _ in table.header)]
    rows += [tuple(map(_item, row)) for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _item(item: str | Link) -> str:
    if isinstance(item, str):
        return _plain(item)
    text = _code(item.text) if item.code else _plain(item.text)
    return f"[{text}](#{item.to})" if item.to else text


def _plain(text: str) -> str:
    return escape(" ".join(visible(text).split()))


def _code(text: str) -> str:
    """As it is written in the rule set; a mark that would end it, or the cell of a table, can't stand in it."""
    shown = " ".join(visible(text).split())
    return escape(shown) if "`" in shown or "|" in shown else f"`{shown}`"
