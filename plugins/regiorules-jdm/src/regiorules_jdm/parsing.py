"""
From the text of an expression of the ZEN language to a tree.

Only what a rule set can say too is read; anything else is refused by name.  A cell of a table is a list of unary tests:
a comparison, a range, a value, or a condition about `$`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, TypeVar

from regiorules.facts.values import clip
from regiorules_jdm.tokens import END, Token, tokens
from regiorules_jdm.trees import (
    ARITHMETIC,
    COMPARISONS,
    STATEMENTS,
    Calculate,
    Choice,
    Compare,
    Join,
    Literal,
    Not,
    OneOf,
    Path,
    Subject,
    Tree,
    Unsayable,
    Within,
    walk,
)

T = TypeVar("T")
MAX_LENGTH = 2_000  # characters of an expression, as of a condition
MAX_DEPTH = 40
_WORDS = {"true": Literal(True), "false": Literal(False)}
_UNKNOWN = {  # what stands for a kind of expression that we leave to others
    "null": ("null: wat onbekend is, is hier geen waarde", "null: what is unknown is no value here"),
    "%": ("% (een rest van een deling)", "% (a remainder)"),
    "^": ("^ (een macht)", "^ (a power)"),
    "??": ("??: wat onbekend is, blijft hier open", "??: what is unknown stays open here"),
    "`": ("` (een samengestelde tekst)", "` (a text that is put together)"),
    "#": ("# (een element van een lijst)", "# (an element of a list)"),
    "{": ("{ (een object)", "{ (an object)"),
}


def parse_tests(text: str) -> tuple[Tree, ...]:
    """The tests in a cell, of which one must hold: each about `$`, or a whole condition; () is anything."""
    if not text.strip():
        return ()
    parser = _Parser(text, unary=True)
    return parser.whole(parser.tests)


def parse_expression(text: str) -> Tree:
    """The tree of a whole expression; raises Unsayable."""
    parser = _Parser(text)
    return parser.whole(parser.choice)


class _Parser:
    def __init__(self, text: str, *, unary: bool = False) -> None:
        if len(text) > MAX_LENGTH:
            raise Unsayable(f"langer dan {MAX_LENGTH} tekens", f"longer than {MAX_LENGTH} characters")
        self.tokens = list(tokens(text))
        self.at = 0
        self.depth = 0
        self.unary = unary  # a cell, in which a test is about `$` without saying so
        self.in_cell = unary
        self.joined: set[str] = set()

    # --- words and signs -------------------------------------------------------------------------

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self, *texts: str) -> str:
        """Go past one of these words or signs, and say which; "" where none of them is the next."""
        if self.next.kind in ("sign", "name") and self.next.text in texts:
            self.at += 1
            return self.tokens[self.at - 1].text
        return ""

    def need(self, text: str) -> None:
        if not self.take(text):
            self.wrong()

    def wrong(self) -> NoReturn:
        """What stands here can't be read."""
        text = self.next.text
        if text in _UNKNOWN:
            raise Unsayable(*_UNKNOWN[text])
        if self.next == END:
            raise Unsayable("hier ontbreekt iets aan het eind", "something is missing at the end")
        raise Unsayable(f"{clip(text, 20)} kan hier niet staan", f"{clip(text, 20)} can't stand here")

    def whole(self, read: Callable[[], T]) -> T:
        found = read()
        if self.next != END:
            self.wrong()
        return found

    # --- cells -----------------------------------------------------------------------------------

    def tests(self) -> tuple[Tree, ...]:
        found = [self.test()]
        while self.take(","):
            self.joined.add(",")
            found.append(self.test())
        if "and" in self.joined and len(self.joined) > 1:
            raise Unsayable(
                "and naast or of een komma, wat in een cel van links naar rechts gelezen wordt; maak er rijen van",
                "and beside or or a comma, which in a cell is read from left to right; make rows of it",
            )
        return tuple(found)

    def test(self) -> Tree:
        tree = self.choice()
        if self.next != END and self.next.text != ",":
            self.wrong()
        return self.meant(tree)

    def meant(self, tree: Tree) -> Tree:
        """What a test says of `$`: a value is one that it must be."""
        if not self.unary or isinstance(tree, STATEMENTS):
            return tree
        if isinstance(tree, Choice) or Subject() in walk(tree):
            raise Unsayable("deze test is geen voorwaarde", "this test is no condition")
        return Compare("==", Subject(), tree)

    # --- from the loosest to the tightest ---------------------------------------------------------

    def choice(self) -> Tree:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unsayable("dieper genest dan wij lezen", "nested deeper than we read")
        when = self.join("or", lambda: self.join("and", self.comparison))
        if self.take("?"):
            then = self.choice()
            self.need(":")
            when = Choice(when, then, self.choice())
        self.depth -= 1
        return when

    def join(self, op: str, read: Callable[[], Tree]) -> Tree:
        parts = [read()]
        while self.take(op):
            self.joined.add(op)
            parts.append(read())
        return parts[0] if len(parts) == 1 else Join(op, tuple(map(self.part, parts)))

    def part(self, tree: Tree) -> Tree:
        """A part of `and` or `or`: in a cell a value is one that `$` must be, and a name may mean two things."""
        if self.unary and isinstance(tree, Path):
            name = clip(".".join(tree.parts))
            raise Unsayable(
                f"{name} naast and of or; schrijf {name} == true", f"{name} beside and or or; write {name} == true"
            )
        return self.meant(tree)

    def comparison(self) -> Tree:
        left = self.left()
        if op := self.take(*COMPARISONS):
            found: Tree = Compare(op, left, self.sum())
        elif self.take("in"):
            found = self.inside(left)
        elif self.next.text == "not" and self.tokens[self.at + 1].text == "in":
            self.at += 2
            found = Not(self.inside(left))
        else:
            return left
        if self.next.text in (*COMPARISONS, "in"):
            raise Unsayable("twee vergelijkingen achter elkaar", "two comparisons in a row")
        return found

    def left(self) -> Tree:
        """What stands before a comparison; in a cell nothing need to, or a range does by itself."""
        if self.unary and self.next.text in (*COMPARISONS, "in"):
            return Subject()
        if self.unary and self.next.text == "not" and self.tokens[self.at + 1].text == "in":
            return Subject()
        if self.unary and (found := self.range(Subject())):
            return found
        return self.sum()

    def inside(self, item: Tree) -> Tree:
        """What stands after `in`: a range, or a list of values."""
        if found := self.range(item):
            return found
        if not self.take("["):
            raise Unsayable("na in hoort een lijst of een reeks", "after in a list or a range belongs")
        options = [self.sum()]
        while self.take(","):
            options.append(self.sum())
        self.need("]")
        return OneOf(item, tuple(options))

    def range(self, item: Tree) -> Tree | None:
        """A range, if one begins here; a bracket turned outwards means something else to some engines."""
        start = self.at
        opened = self.take("[", "(")
        if not opened:
            if self.unary and self.next.text == "]":
                raise Unsayable("een haak naar buiten; schrijf ( en )", "a bracket turned outwards; write ( and )")
            return None
        try:
            first = self.sum()
            self.need("..")
        except Unsayable:
            self.at = start
            return None
        last = self.sum()
        if self.next.text not in ("]", ")"):
            self.wrong()
        closed = self.take("]", ")")
        return Within(item, ">=" if opened == "[" else ">", first, "<=" if closed == "]" else "<", last)

    def sum(self) -> Tree:
        return self.calculated(ARITHMETIC[:2], lambda: self.calculated(ARITHMETIC[2:], self.signed))

    def calculated(self, ops: tuple[str, ...], read: Callable[[], Tree]) -> Tree:
        left = read()
        while op := self.take(*ops):
            left = Calculate(op, left, read())
        return left

    def signed(self) -> Tree:
        if self.take("-"):
            part = self.signed()
            is_number = isinstance(part, Literal) and not isinstance(part.value, bool | str)
            return Literal(-part.value) if is_number else Calculate("-", Literal(0), part)  # type: ignore[operator,union-attr]
        if self.take("not", "!"):
            return Not(self.bracketed() if self.take("(") else self.signed())
        return self.primary()

    def primary(self) -> Tree:
        token = self.next
        if token.kind == "name" and token.text not in ("and", "or", "in", "null"):
            return self.name()
        if token.kind in ("number", "text"):
            self.at += 1
            return Literal(_number(token.text) if token.kind == "number" else token.text[1:-1])
        if self.take("("):
            inside = self.bracketed()
            if self.in_cell and isinstance(inside, STATEMENTS):
                raise Unsayable(
                    "haken om een voorwaarde: in een cel leest zen-engine die niet",
                    "brackets around a condition: in a cell zen-engine doesn't read those",
                )
            return inside
        if self.next.text == "[":
            raise Unsayable("een lijst kan alleen na in staan", "a list can only stand after in")
        return self.wrong()

    def bracketed(self) -> Tree:
        """What stands between brackets, of which the first was read: there `$` is always written."""
        unary, self.unary = self.unary, False
        inside = self.choice()
        self.need(")")
        self.unary = unary
        return inside

    def name(self) -> Tree:
        parts = [self.next.text]
        self.at += 1
        while self.take("."):
            if self.next.kind != "name":
                self.wrong()
            parts.append(self.next.text)
            self.at += 1
        name = ".".join(parts)
        if self.next.text == "(":
            raise Unsayable(f"de functie {clip(name)}", f"the function {clip(name)}")
        if self.next.text == "[":
            raise Unsayable(f"een element van {clip(name)}", f"an element of {clip(name)}")
        if name in _WORDS:
            return _WORDS[name]
        return Subject() if name == "$" and self.in_cell else Path(tuple(parts))


def _number(text: str) -> float:
    plain = text.replace("_", "")
    return int(plain) if plain.isdigit() else float(plain)
