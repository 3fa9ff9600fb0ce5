"""What the columns of a table are: which row it is, and which facts it tells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from regiorules.errors import InputError, Place, Problems
from regiorules.facts.partial import FORMS
from regiorules.facts.tables import REGION
from regiorules.facts.vocabulary import Vocabulary
from regiorules.frozen import frozen
from regiorules.text import Near, fold

ID = "id"
DATE = "date"
_CALLED = {ID: (ID, "kenmerk"), REGION: (REGION, "regio", "regionaam", "region name"), DATE: (DATE, "datum")}
OWN = tuple(_CALLED)


@frozen
class Heads:
    """
    The columns of a table, as it calls them.

    `own` says which region a row is about (`id`, `region`, `date`).  `facts` has the columns of each fact, each with
    what it says: the fact itself, by its id, or what is partly known of it, by a key.  `kept` go along unread.
    """

    own: Mapping[str, str]
    facts: Mapping[str, Mapping[str, str]]
    kept: tuple[str, ...] = ()


def find_heads(names: Sequence[str], vocabulary: Vocabulary, place: Place, kept: Collection[str] = ()) -> Heads:
    """What the columns with these names are; raises InputError with all that are none, or stand there twice."""
    problems = Problems()
    meant = _meant(vocabulary)
    own: dict[str, str] = {}
    facts: dict[str, dict[str, str]] = {}
    for name in names:
        if name in kept:
            continue
        found = meant.get(fold(name.replace("_", " ")))
        if found is None:
            problems.add("batch_column", place, name=name, suggestion=Near(name, [*OWN, *_asked(vocabulary)]))
        elif found in OWN:
            _once(own, found, name, place, problems)
        elif not vocabulary.facts[found.partition(".")[0]].asked:
            problems.add("not_asked", place, name=found)
        else:
            fact, _, key = found.partition(".")
            said = facts.setdefault(fact, {})
            if name in said or (key or fact) in said.values():
                problems.add("csv_column_twice", place, name=name)
            said[name] = key or fact
    for name in kept:
        if names.count(name) != 1:
            problems.add("batch_keep", place, name=name, suggestion=Near(name, names))
    if REGION not in own and not problems.found:
        problems.add("csv_columns", place, known=f"{REGION}, …")
    problems.stop(InputError)
    return Heads(own, facts, tuple(kept))


def _asked(vocabulary: Vocabulary) -> Iterator[str]:
    return (each.id for each in vocabulary.facts.values() if each.asked)


def _meant(vocabulary: Vocabulary) -> dict[str, str]:
    """What each name of a column means, as names are compared: `id`, a fact, or a fact and a key."""
    found = {fold(name): own for own, names in _CALLED.items() for name in names}
    for fact in vocabulary.facts.values():
        for name in (fact.id, fact.title.nl, fact.title.en):
            found.setdefault(fold(name.replace("_", " ")), fact.id)
    for fact in vocabulary.facts.values():
        keys = (f"{fact.id}.{key}" for key in FORMS.get(fact.type, ()))
        found |= {fold(name.replace("_", " ")): name for name in keys}
    return found


def _once(own: dict[str, str], found: str, name: str, place: Place, problems: Problems) -> None:
    if found in own:
        problems.add("csv_column_twice", place, name=name)
    own.setdefault(found, name)
