"""
Changing one entry in the text of a document, and nothing else.

The reader says where every key and value stands, so a change is a splice of the text: comments, order, line ends and
layout stay.  A comment within what is changed or taken away gets a line of its own: it is someone's work.  Of the ways
in which a change can be written, the first is taken that reads back as exactly the document with that change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve

from regiorules.documents.json_text import parse_json
from regiorules.documents.limits import Refused
from regiorules.documents.nodes import Mapping, Node, Scalar, Span, meant
from regiorules.documents.written import JSON, Style
from regiorules.documents.yaml_text import parse_yaml
from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.frozen import frozen
from regiorules.patterns import pattern

_COMMENT = pattern(r"#[^\r\n]*")
_REST_OF_LINE = pattern(r"[ \t]*(?:(?<![^\s])#[^\r\n]*)?(?=\r|\n|\Z)")
_BREAK = pattern(r"\r\n|\r|\n")
_BLANK = pattern(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_INDENT = pattern(r"[ \t]*")
_NOTHING = Span(0, 0)


def with_entry(text: str, name: str, style: Style, section: str, key: str, data: Any) -> str:
    """
    The text with `key` in the mapping `section` set to plain data; the section is made where there is none.

    Raises InputError where the text can't be read, or can't be changed without changing more.
    """
    editor = _Editor(text, name, style, section, key)
    written = style.value(data)
    value = editor.read(written)
    before = editor.section()
    entries = {**(before.entries if before else {}), key: value}
    return editor.keeping(lambda each: each.first(each.settings(written), entries))


def without_entry(text: str, name: str, style: Style, section: str, key: str) -> str:
    """The text without `key` in the mapping `section`; the same text where it isn't there. Raises as `with_entry`."""
    editor = _Editor(text, name, style, section, key)
    before = editor.section()
    if before is None or key not in before.entries:
        return text
    entries = {each: v for each, v in before.entries.items() if each != key}
    return editor.keeping(lambda each: each.first(each.removals(), entries))


@frozen
class _Editor:
    text: str
    name: str
    style: Style
    into: str
    key: str

    # --- reading ----------------------------------------------------------------------------------

    def read(self, text: str) -> Node:
        problems = Problems()
        try:
            node = (parse_json if self.style is JSON else parse_yaml)(text, self.name, problems)
        except Refused as refused:
            raise InputError([refused.problem]) from None
        problems.stop(InputError)
        if node is None:
            raise InputError([Problem("file_empty", {}, Place(self.name))])
        return node

    def root(self) -> Mapping:
        node = self.read(self.text)
        if not isinstance(node, Mapping):
            raise InputError([Problem("expected_mapping", {}, node.place)])
        return node

    def section(self) -> Mapping | None:
        found = self.root().entries.get(self.into)
        return found if isinstance(found, Mapping) else None

    def first(self, ways: Iterator[str], entries: dict[str, Node]) -> str:
        """The first text that reads back as the document with these entries in the section."""
        root = self.root()
        wanted = {**meant(root), self.into: {name: meant(node) for name, node in entries.items()}}
        for way in ways:
            try:
                found = meant(self.read(way))
            except InputError:
                continue
            if not entries and found[self.into] in (("", False), {}):
                found[self.into] = {}
            if found == wanted:
                return way
        raise InputError([Problem("save_form", {}, Place(self.name))])

    # --- comments ---------------------------------------------------------------------------------

    def keeping(self, change: Callable[[_Editor], str]) -> str:
        """The changed text; comments that it would lose stand in lines of their own, above the entry where they can."""
        changed = change(self)
        lost = self.comments() - evolve(self, text=changed).comments()
        section = self.section()
        if not lost or section is None:
            return changed
        line = self.line_of(self.span(section).keys[self.key][0])
        for at, indent in ((line, _INDENT.match(self.text, line)), (0, None)):
            lines = "".join(f"{indent[0] if indent else ''}{comment}{self.newline}" for comment in lost.elements())
            above = evolve(self, text=self.text[:at] + lines + self.text[at:])
            if above.comments() == self.comments() + lost and meant(above.root()) == meant(self.root()):
                kept = change(above)
                if not self.comments() - evolve(self, text=kept).comments():
                    return kept
        return changed

    def comments(self) -> Counter[str]:
        """The comments of the document: what stands behind a `#` outside keys and values."""
        text = list(self.text)
        for start, end in _pieces(self.root()):
            text[start:end] = "x" * (end - start)
        return Counter(found[0].rstrip() for found in _COMMENT.finditer("".join(text)))

    # --- setting ----------------------------------------------------------------------------------

    def settings(self, written: str) -> Iterator[str]:
        """The ways in which the value can be set."""
        root = self.root()
        there = root.entries.get(self.into)
        entry = f"{self.style.key(self.key)}: {written}"
        if there is None:
            yield from self.new_section(root, entry)
        elif isinstance(there, Mapping) and self.key in there.entries:
            yield self.replaced(there, self.key, there.entries[self.key], written)
        elif isinstance(there, Mapping) and there.entries:
            yield from self.inserted(there, entry)
        elif isinstance(there, Mapping | Scalar):
            yield from self.filled(root, there, entry)

    def replaced(self, mapping: Mapping, key: str, node: Node, written: str) -> str:
        """The value of a key with another in its place."""
        start, end = self.span(node).start, self.span(node).end
        end = start + len(self.text[start:end].rstrip())
        key_end = self.span(mapping).keys[key][1]
        between = _COMMENT.sub("", self.text[key_end:start])
        if ":" not in between:
            written = f": {written}"
        elif start == end or (self.text[start - 1] == ":" and self.style is not JSON):
            written = f" {written}"
        if _BREAK.search(between):  # the value began on a line below its key
            start = key_end + self.text[key_end:].index(":") + 1
            written = f" {written}"
        return self.text[:start] + written + self.text[end:]

    def inserted(self, mapping: Mapping, entry: str) -> Iterator[str]:
        """A new entry in a mapping that has some: after the last, else before the first."""
        span = self.span(mapping)
        last = list(mapping.entries.values())[-1]
        first_key = min(start for start, _ in span.keys.values())
        indent = self.indent(first_key)
        if span.flow:
            yield from self.inserted_in_flow(mapping, self.span(last).end, entry)
            yield self.text[:first_key] + f"{entry}, " + self.text[first_key:]
        elif indent is not None:
            yield self.line_after(span.end, indent + entry)
            start = first_key - len(indent)
            yield self.text[:start] + indent + entry + self.newline + self.text[start:]

    def inserted_in_flow(self, mapping: Mapping, end: int, entry: str) -> Iterator[str]:
        """After the last entry between brackets: on a line of its own where that one has a line of its own."""
        span = self.span(mapping)
        comma = self.comma(end, span.end - 1)
        tail = end if comma is None else comma + 1
        indent = self.indent(max(start for start, _ in span.keys.values()))
        rest = _REST_OF_LINE.match(self.text, tail)
        if indent is not None and rest:
            sign = "," if comma is None else ""
            after = "," if comma is not None else ""
            line = f"{self.newline}{indent}{entry}{after}"
            yield self.text[:end] + sign + self.text[end : rest.end()] + line + self.text[rest.end() :]
        yield self.text[:end] + f", {entry}" + self.text[end:]

    def filled(self, root: Mapping, there: Mapping | Scalar, entry: str) -> Iterator[str]:
        """The first entry of a section that is there and empty."""
        span = self.span(there)
        outer = self.span(root)
        key_start, key_end = outer.keys[self.into]
        indent = self.indent(key_start)
        if not outer.flow and indent is not None and "\n" not in self.text[key_end : span.end]:
            kept = self.text[: span.start].rstrip(" \t")
            shorter = evolve(self, text=kept + self.text[span.end :])
            yield shorter.line_after(len(kept), f"{indent}  {entry}")
        yield self.replaced(root, self.into, there, self.block(indent, entry) if outer.flow else "{" + entry + "}")
        yield self.replaced(root, self.into, there, "{" + entry + "}")

    def new_section(self, root: Mapping, entry: str) -> Iterator[str]:
        """A section that isn't there yet, at the end of the document."""
        span = self.span(root)
        key = self.style.key(self.into)
        if span.flow and not root.entries:
            yield self.text[: span.start + 1] + f"{key}: {{{entry}}}" + self.text[span.end - 1 :]
        elif span.flow:
            indent = self.indent(max(start for start, _ in span.keys.values()))
            yield from self.inserted(root, f"{key}: {self.block(indent, entry)}")
        else:
            indent = self.indent(span.start) or ""
            yield from self.inserted(root, f"{key}:{self.newline}{indent}  {entry}")

    def block(self, indent: str | None, entry: str) -> str:
        """A mapping of one entry between brackets, in lines where those around it are."""
        if indent is None:
            return "{" + entry + "}"
        return f"{{{self.newline}{indent * 2}{entry}{self.newline}{indent}}}"

    # --- taking away ------------------------------------------------------------------------------

    def removals(self) -> Iterator[str]:
        """The ways in which the entry can be taken away."""
        mapping = self.section()
        assert mapping is not None
        span = self.span(mapping)
        names = list(mapping.entries)
        number = names.index(self.key)
        start, end = span.keys[self.key][0], self.span(mapping.entries[self.key]).end
        if not span.flow:
            yield self.without_lines(start, end)
            rest = _REST_OF_LINE.match(self.text, end)
            blank = _BLANK.match(self.text, rest.end() if rest else end)
            yield self.without_lines(start, blank.end() if blank else end)  # else text of a block above it
            return
        comma = self.comma(end, span.end - 1)
        stop = end if comma is None else comma + 1
        following = span.keys[names[number + 1]][0] if number + 1 < len(names) else None
        if following is None and number:
            yield from self.without_last(self.span(mapping.entries[names[number - 1]]).end, start, end, comma)
        yield self.without_lines(start, stop)
        yield self.text[:start] + self.text[following or stop :]
        yield self.text[:start] + self.text[stop:]

    def without_last(self, before: int, start: int, end: int, comma: int | None) -> Iterator[str]:
        """The text without the last of several entries: the comma before it goes too, unless it had one of its own."""
        previous = self.comma(before, start)
        if comma is not None:
            yield self.without_lines(start, comma + 1)
        elif previous is not None:
            shorter = evolve(self, text=self.text[:previous] + self.text[previous + 1 :])
            yield shorter.without_lines(start - 1, end - 1)
            if _COMMENT.search(self.text, previous, start):
                yield shorter.text[: start - 1] + shorter.text[end - 1 :]
        yield self.text[:before] + self.text[end:]

    def without_lines(self, start: int, end: int) -> str:
        """The text without the lines from `start` to `end`, if nothing else stands on them."""
        indent = self.indent(start)
        rest = _REST_OF_LINE.match(self.text, end)
        if indent is None or (rest is None and not self.at_line(end)):
            return ""
        stop = end if rest is None or self.at_line(end) else self.after_break(rest.end())
        return self.text[: start - len(indent)] + self.text[stop:]

    # --- places -----------------------------------------------------------------------------------

    @staticmethod
    def span(node: Node) -> Span:
        return node.span or _NOTHING

    @property
    def newline(self) -> str:
        found = _BREAK.search(self.text)
        return found[0] if found else "\n"

    def indent(self, at: int) -> str | None:
        """The white space before a place, if nothing else stands before it on its line."""
        before = self.text[self.line_of(at) : at]
        return None if before.strip(" \t") else before

    def line_of(self, at: int) -> int:
        """Where the line begins on which a place is."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def at_line(self, at: int) -> bool:
        return at == 0 or self.text[at - 1] in "\r\n"

    def after_break(self, at: int) -> int:
        found = _BREAK.match(self.text, at)
        return found.end() if found else at

    def line_after(self, at: int, line: str) -> str:
        """The text with a line put in after the one in which `at` stands; at the begin of a line, there."""
        if not self.at_line(at):
            found = _BREAK.search(self.text, at)
            if found is None:
                return f"{self.text}{self.newline}{line}"
            at = found.end()
        return self.text[:at] + line + self.newline + self.text[at:]

    def comma(self, start: int, end: int) -> int | None:
        """The comma between two places, outside comments."""
        between = _COMMENT.sub(lambda found: " " * len(found[0]), self.text[start:end])
        return start + between.index(",") if "," in between else None


def _pieces(node: Node) -> Iterator[tuple[int, int]]:
    """Where the keys and the single values of a node stand."""
    if isinstance(node, Scalar):
        yield (node.span.start, node.span.end) if node.span else (0, 0)
    elif isinstance(node, Mapping):
        yield from node.span.keys.values() if node.span else ()
    inner = () if isinstance(node, Scalar) else node.entries.values() if isinstance(node, Mapping) else node.items
    for each in inner:
        yield from _pieces(each)
