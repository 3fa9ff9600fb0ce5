"""What is added to a file that a person wrote: its own text stays, with comments and order, and new entries follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from regiorules.documents import Mapping as Section
from regiorules.documents import Node, parse, plain
from regiorules.documents.written import YAML, document_text
from regiorules.errors import RegioRulesError


def with_added(text: str, node: Node, wanted: Mapping[str, Mapping[str, Any]]) -> str | None:
    """
    The text of a file, read as `node`, with the entries that it lacks at the end of each section.

    None where that doesn't say what is wanted: an entry changed, or the file isn't written in lines.
    """
    if not isinstance(node, Section):
        return None
    lines = text.splitlines()
    for name in sorted(wanted, key=lambda each: _line(node, each), reverse=True):
        old = node.entries.get(name)
        known = old.entries if isinstance(old, Section) else {}
        new = {key: each for key, each in wanted[name].items() if key not in known}
        written = document_text({name: new}, YAML).splitlines() if new else []
        at = _end(lines, _line(node, name)) if name in node.entries else len(lines)
        lines[at:at] = written[name in node.entries :]
    done = "\n".join(lines) + "\n"
    return done if _says(done) == wanted else None


def _line(node: Section, name: str) -> int:
    """The line at which a section begins; of a new one beyond all others."""
    return node.keys[name].line if name in node.keys else 2**31


def _end(lines: Sequence[str], first: int) -> int:
    """How many lines there are until the last of a section; a comment before the next one is of that."""
    inside = first
    for number, line in enumerate(lines[first:], first + 1):
        if line.startswith(" "):
            inside = number
        elif line.strip() and not line.startswith("#"):
            break
    return inside


def _says(text: str) -> Any:
    """What a text says as a document; None for what is none."""
    try:
        return plain(parse(text, ""))
    except RegioRulesError:
        return None
