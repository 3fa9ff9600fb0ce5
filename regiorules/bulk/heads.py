"""What the columns of a table are: which row it is, and which facts it tells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import frozen

from regiorules.errors import InputError, Place, Problems
from regiorules.facts.partial import FORMS
from regiorules.facts.tables import REGION
from regiorules.facts.vocabulary import Vocabulary
from regiorules.text import Near, fold

ID = "id"
DATE = "date"
_CALLED = {ID: (ID, "kenmerk"), REGION: (REGION, "regio", "regionaam", "region name"), DATE: (DATE, "datum")}
OWN = tuple(_CALLED)


@frozen
class Heads:
    """
    The columns of a table, as it calls them.

    `own` says which region a row is about (`id`, `region`, `date`); `facts` has the columns of each fact, its own and
    those of what is partly known; `kept` go along unread.
    """

    own: Mapping[str, str]
    facts: Mapping[str, tuple[str, ...]]
    kept: tuple[str, ...] = ()

    def key(self, fact: str, head: str) -> str:
        """What a column of a fact says: the fact itself, or what is partly known under that key."""
        return head.rpartition(".")[2] if len(self.facts[fact]) > 1 and "." in head else fact


def find_heads(names: Sequence[str], vocabulary: Vocabulary, place: Place, kept: Collection[str] = ()) -> Heads:
    """What the columns with these names are; raises InputError with all that are none, or stand there twice."""
    problems = Problems()
    meant = _meant(vocabulary)
    own: dict[str, str] = {}
    facts: dict[str, list[str]] = {}
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
            facts.setdefault(found.partition(".")[0], []).append(name)
    for fact, heads in facts.items():
        _unlike(heads, [meant[fold(each.replace("_", " "))] for each in heads], place, problems)
        facts[fact] = sorted(heads, key=lambda head: "." in head)
    for name in kept:
        if names.count(name) != 1:
            problems.add("batch_keep", place, name=name, suggestion=Near(name, names))
    if REGION not in own and not problems.found:
        problems.add("csv_columns", place, known=f"{REGION}, …")
    problems.stop(InputError)
    return Heads(own, {fact: tuple(heads) for fact, heads in facts.items()}, tuple(kept))


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


def _unlike(heads: Sequence[str], meant: Sequence[str], place: Place, problems: Problems) -> None:
    """One problem for each column that says what another already says."""
    for at, name in enumerate(heads):
        if meant[at] in meant[:at]:
            problems.add("csv_column_twice", place, name=name)
