"""A book as one page of HTML, in the house style of the report."""

from __future__ import annotations

from functools import partial

from regiorules.book.model import Book
from regiorules.book.words import word


def render_html(book: Book) -> str:
    """The book as a page that needs nothing beside it; the same book gives the same page."""
    from regiorules.render.html.environment import environment

    say = partial(_word, book)
    page: str = environment().get_template("book.html.j2").render(book=book, word=say)
    return page


def _word(book: Book, name: str) -> str:
    return word(name, book.language)
