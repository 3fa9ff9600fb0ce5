"""The JSON Schema that an inputNode may hold: of which kind the values of the request are, and within which limits."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.documents import Mapping as Entries
from regiorules.documents import Scalar, Sequence, parse
from regiorules.errors import InputError
from regiorules_jdm.nodes import Box, Reader
from regiorules_jdm.slots import Kind, Parts, Slot

_KINDS: dict[str, Kind] = {"number": "number", "integer": "number", "string": "text", "boolean": "yes_no"}


def declared(box: Box, reader: Reader) -> dict[Parts, Slot]:
    """The values that the schema of a request declares, by path; what isn't a plain value is left to its use."""
    text = reader.of(box.content, "schema", Scalar)
    if text is None or not text.text.strip():
        return {}
    try:
        schema = parse(text.text, "schema", is_json=True)
    except InputError as error:
        reader.wrong(text.place, error.say("nl"), error.say("en"))
        return {}
    return {slot.parts: slot for slot in _slots(schema, (), reader)} if isinstance(schema, Entries) else {}


def _slots(schema: Entries, parts: Parts, reader: Reader) -> Iterator[Slot]:
    for name, each in (reader.of(schema, "properties", Entries) or Entries({}, {})).entries.items():
        if not isinstance(each, Entries):
            continue
        kind = reader.text(each, "type") if isinstance(each.entries.get("type"), Scalar) else ""
        if kind == "object":
            yield from _slots(each, (*parts, name), reader)
        elif kind in _KINDS:
            yield _slot((*parts, name), kind, each, reader)


def _slot(parts: Parts, kind: str, schema: Entries, reader: Reader) -> Slot:
    slot = Slot(parts, reader.text(schema, "title") or ".".join(parts), True, schema.place, _KINDS[kind])
    limits = {"min": "minimum", "max": "maximum"}
    slot.limits = {key: reader.text(schema, name) for key, name in limits.items() if name in schema.entries}
    if kind == "integer":
        slot.limits["whole"] = "yes"
    options = reader.of(schema, "enum", Sequence)
    if options and slot.kind == "text":
        slot.texts = [each.text for each in options.items if isinstance(each, Scalar) and each.quoted]
        slot.closed = True
    return slot
