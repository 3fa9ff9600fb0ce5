"""The states of the records for which a conclusion is drawn: which rules say so, and the facts behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from regiorules.engine.each import judged, record_name, with_fields
from regiorules.engine.judgement import Judge
from regiorules.engine.kleene import Record
from regiorules.engine.provenance import Provenance
from regiorules.engine.states import RecordState
from regiorules.facts.vocabulary import Fact

Grading = Callable[[Iterable[str]], str]  # the highest grade that some rules give


def record_states(
    conditions: Mapping[str, Judge], fact: Fact, shown: Sequence[Record], provenance: Provenance, grading: Grading
) -> Iterator[RecordState]:
    """The states of the records for which some rule holds, or may still; `shown` are the records in outer form."""
    values = provenance.values
    for place, holds, rules in judged(conditions, fact.id, values):
        known = with_fields(values, fact.id, values[fact.id][place])
        found = [conditions[rule].judgement(known) for rule in rules]
        names = {name.split(".")[0] for each in found for name in (*each.rests_on, *each.waits_for)}
        behind = {each: provenance.rests_on(each) for each in names}
        yield RecordState(
            record_name(fact, shown[place]),
            "holds" if holds else "open",
            grading(rules) if holds else "",
            rules,
            _together(behind.values()) if holds else (),
            () if holds else _together(provenance.waits_for(each) or rests for each, rests in behind.items()),
        )


def _together(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({name for names in found for name in names}))
