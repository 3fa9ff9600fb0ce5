"""
The book of a rule set: all that it holds as something to read, with what is used where, both ways.

`make_book` puts a rule set in chapters; a page of HTML (`html`) and Markdown (`markdown`) are written from them,
so they say the same.
"""

from __future__ import annotations

from regiorules.book.make import make_book as make_book
from regiorules.book.model import Book as Book
