"""The text of an expression as Python's own `ast` reads it, with a problem at its column for what it can't be."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from regiorules.errors import Place, Problems
from regiorules.rules.expressions import ALWAYS, Expression
from regiorules.rules.language import MAX_DEPTH, MAX_LENGTH
from regiorules.rules.notation import Slip, slips, unreadable
from regiorules.rules.typed import Typed
from regiorules.text import Near

WRONG = Typed(ALWAYS, "wrong")


class Reading:
    """The reading of one text at a place; what is wrong goes into `problems`."""

    def __init__(self, place: Place, path: str, problems: Problems) -> None:
        self.place = place
        self.path = path
        self.problems = problems
        self.text = ""

    def whole(self, text: str, read: Callable[[ast.expr], Expression]) -> Expression | None:
        """What `read` makes of a text; None, and problems, where it is wrong."""
        self.text = text
        if len(text) > MAX_LENGTH:
            self.problems.add("expr_too_long", self.place, self.path, limit=MAX_LENGTH)
            return None
        body = self.body(text.strip())
        if body is None:
            return None
        if _depth(body) > MAX_DEPTH:
            self.problems.add("too_deep", self.place, self.path, limit=MAX_DEPTH)
            return None
        before = len(self.problems.found)
        tree = read(body)
        return tree if len(self.problems.found) == before else None

    def body(self, text: str) -> ast.expr | None:
        """The text as Python reads it; None, and problems, where it is no expression or would be misread."""
        found = list(slips(text)) if text else [Slip(0, "expr_empty")]
        if not found:
            try:
                return ast.parse(text, mode="eval").body
            except SyntaxError as cause:
                lines = text.splitlines(keepends=True)[: (cause.lineno or 1) - 1]
                found = [unreadable(text, sum(map(len, lines)) + (cause.offset or 1) - 1)]
            except ValueError:  # a zero byte
                found = [unreadable(text, 0)]
            except (RecursionError, MemoryError):
                found = [Slip(0, "expr_too_long", {"limit": str(MAX_LENGTH)})]
        for each in found:
            column = 0 if "\n" in text[: each.at] else each.at
            self.problems.add(each.code, self.place.shifted(column), self.path, **each.fields)
        return None

    def wrong(self, code: str, node: ast.AST, *, suggestion: Near | None = None, **fields: Any) -> Typed:
        """Report a problem at the column of a part."""
        column = getattr(node, "col_offset", 0) if getattr(node, "lineno", 1) == 1 else 0
        self.problems.add(code, self.place.shifted(column), self.path, suggestion=suggestion, **fields)
        return WRONG

    def source(self, node: ast.AST) -> str:
        """A part as it stands in the text."""
        return ast.get_source_segment(self.text.strip(), node) or self.text


def _depth(tree: ast.AST) -> int:
    deepest, todo = 0, [(tree, 1)]
    while todo:
        node, depth = todo.pop()
        deepest = max(deepest, depth)
        todo += [(child, depth + 1) for child in ast.iter_child_nodes(node)]
    return deepest
