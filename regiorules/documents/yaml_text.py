"""
Reading YAML text, with the place of every value.

PyYAML's parser gives the events; what it would do beyond that, or does otherwise than YAML 1.2, is kept out: no types,
no tags, no anchors, no keys with a question mark, and no line break that an editor doesn't show.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from regiorules.documents.limits import Budget, Refused
from regiorules.documents.nodes import Mapping, Node, Scalar, Sequence, Span
from regiorules.documents.places import Lines
from regiorules.documents.yaml_slips import slip
from regiorules.errors import Place, Problem, Problems
from regiorules.patterns import pattern

_LOADER: Any = getattr(yaml, "CBaseLoader", None)  # the other one reads another dialect
_FORBIDDEN = pattern("[\0-\x08\v\f\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_OTHER_BREAKS = "\x85\u2028\u2029"  # line breaks in YAML 1.1 only: text in YAML 1.2, and in every editor
_COMMENT = pattern(r"#[^\r\n]*")


def parse_yaml(text: str, name: str, problems: Problems) -> Node | None:
    """The one document in `text`; None where it is empty. Raises `Refused` for what can't be read, with its place."""
    if _LOADER is None:
        raise Refused(Problem("no_libyaml"))
    text = text.removeprefix("\ufeff")
    lines = Lines(text, name)
    wrong = _FORBIDDEN.search(text)
    if wrong:
        raise Refused(Problem("character", {"name": f"U+{ord(wrong[0]):04X}"}, lines.place(wrong.start())))
    hidden, shown = _hide(text)
    try:
        return _Composer(text, lines, problems, shown).document(yaml.parse(hidden, Loader=_LOADER))
    except yaml.MarkedYAMLError as cause:
        mark: Any = cause.problem_mark or cause.context_mark
        raise Refused(slip(text, min(mark.index, len(text)) if mark else 0, cause, lines)) from None
    except yaml.YAMLError:
        raise Refused(Problem("syntax", {}, Place(name))) from None


def _hide(text: str) -> tuple[str, dict[int, str]]:
    """The text with other signs for the breaks that are none, and how to turn them back."""
    found = [sign for sign in _OTHER_BREAKS if sign in text]
    if not found:
        return text, {}
    used = set(text)
    free = (chr(code) for code in range(0xF0000, 0xFFFFD) if chr(code) not in used)
    stand_ins = dict(zip(found, free, strict=False))
    return text.translate({ord(sign): free for sign, free in stand_ins.items()}), {
        ord(free): sign for sign, free in stand_ins.items()
    }


class _Composer:
    """Builds nodes from events, within limits."""

    def __init__(self, text: str, lines: Lines, problems: Problems, shown: dict[int, str]) -> None:
        self.text = text
        self.lines = lines
        self.problems = problems
        self.shown = shown
        self.budget = Budget()

    def document(self, events: Iterator[Any]) -> Node | None:
        found: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    raise Refused(Problem("several_documents", {}, self.place(event)))
                found = self.node(next(events), events, 0)
        if isinstance(found, Scalar) and not found.text and not found.quoted:
            return None
        return found

    def place(self, event: Any) -> Place:
        return Place(self.lines.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        place = self.place(event)
        self.budget.value(place, depth)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise Refused(Problem("alias", {}, place))
        if event.tag:
            raise Refused(Problem("tag", {}, place))
        if isinstance(event, yaml.ScalarEvent):
            text = event.value.translate(self.shown) if self.shown else event.value
            return Scalar(text, place, event.style in ("'", '"'), _span(event, event, None))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, events, depth)
        return self.mapping(event, events, depth)

    def sequence(self, start: Any, events: Iterator[Any], depth: int) -> Sequence:
        items: list[Node] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, depth + 1))
        last = items[-1].span if items else None
        return Sequence(tuple(items), self.place(start), _span(start, event, last))

    def mapping(self, start: Any, events: Iterator[Any], depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        spans: dict[str, tuple[int, int]] = {}
        end = start.start_mark.index
        last: Span | None = None
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self.no_question(end, event)
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            last = value.span
            end = last.end if last else end
            if not isinstance(key, Scalar):
                self.problems.add("key_not_text", key.place)
            elif key.text in entries:
                self.problems.add("duplicate_key", key.place, key.text, name=key.text, line=keys[key.text].line)
            else:
                entries[key.text], keys[key.text] = value, key.place
                spans[key.text] = (key.span.start, key.span.end) if key.span else (0, 0)
        return Mapping(entries, keys, self.place(start), _span(start, event, last, spans))

    def no_question(self, end: int, event: Any) -> None:
        """Refuse a key that is announced by a question mark."""
        between = self.text[end : event.start_mark.index]
        at = _COMMENT.sub(lambda found: " " * len(found[0]), between).find("?") if "?" in between else -1
        if at >= 0:
            raise Refused(Problem("key_question", {}, self.lines.place(end + at)))


def _span(start: Any, end: Any, last: Span | None, keys: dict[str, tuple[int, int]] | None = None) -> Span:
    """What a list or mapping takes: up to its bracket, or up to the end of its last value."""
    flow = (
        not isinstance(start, yaml.ScalarEvent) and bool(start.flow_style) and end.end_mark.index > end.start_mark.index
    )
    stop = end.end_mark.index if flow or last is None else last.end
    return Span(start.start_mark.index, stop, flow, keys or {})
