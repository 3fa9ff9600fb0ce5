"""Names that would mean two things."""

from __future__ import annotations

from collections.abc import Callable

from regiorules.errors import Place, Problems
from regiorules.rules.model import Knowledge


def name_clashes(knowledge: Knowledge, locate: Callable[..., Place], problems: Problems) -> None:
    """A name means one thing: a fact, a conclusion, an assumption, a field or a level."""
    facts = knowledge.vocabulary.facts
    meaning: dict[str, str] = {}
    for kind, known in (
        ("fact", facts),
        ("parameter", knowledge.vocabulary.parameters),
        ("conclusion", knowledge.conclusions),
    ):
        for name in known:
            other = meaning.setdefault(name, kind)
            if other != kind:
                problems.add("name_clash", locate(f"{kind}s", name), name=name, kind=kind, other=other)
    for fact in facts.values():
        parts = [("field", "fields", each.id) for each in fact.fields]  # a field would hide what it is called after
        parts += [("level", "scale", option) for option in fact.option_ids]
        for kind, part, name in parts:
            if name in meaning:
                place = locate("facts", fact.id, *(("fields", name) if kind == "field" else ()))
                path = f"facts.{fact.id}.{part}"
                problems.add("name_clash", place, path, name=name, kind=kind, other=meaning[name])
