"""Regions of which facts are partly known, as Hypothesis draws them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from regiorules.authoring.testing.regions import outer_values, regions
from regiorules.documents import node_of
from regiorules.errors import Problems
from regiorules.facts.entries import Given
from regiorules.facts.given import read_given
from regiorules.facts.partial import is_partial
from regiorules.facts.region import Region
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.text import fold

_MANY = 6  # facts of one region: more adds time, not cases
NAMES = ("Stad", "Súd-Kânt", "Bergen of Zee", "niet hier", "A, B; C", "meer", '{one_of: "x"}', "40 tot 60", "unknown")


def partly(fact: Fact) -> st.SearchStrategy[Any]:
    """Outer values, in their one form, that are partly known; none where a fact has but two values."""
    found = _data(fact).map(lambda data: read_given(fact, node_of(data), Problems(), ""))
    return found.filter(is_partial)


def _data(fact: Fact) -> st.SearchStrategy[dict[str, Any]]:
    if fact.is_figure:
        return _bounds(fact)
    if fact.type == "set":
        options = st.sampled_from(fact.option_ids)
        said = st.dictionaries(options, st.booleans(), min_size=1, max_size=len(fact.options) - 1)
        return said.map(lambda each: {"includes": _where(each, True), "excludes": _where(each, False)})
    if fact.type == "records":
        return records(fact).map(lambda rows: {"records": rows, "complete": False})
    every = fact.option_ids or fact.texts or NAMES
    if len(every) < 3:
        return st.nothing()
    some = st.lists(st.sampled_from(every), min_size=2, max_size=len(every) - 1, unique=True)
    return some.map(lambda found: {"one_of": found})


def _where(said: dict[str, bool], wanted: bool) -> list[str]:
    return [name for name, yes in said.items() if yes is wanted]


def _bounds(fact: Fact) -> st.SearchStrategy[dict[str, Any]]:
    ends = st.tuples(st.sampled_from(["at_least", "more_than"]), st.sampled_from(["at_most", "less_than"]))
    pair = st.tuples(*[outer_values(fact)] * 2).map(sorted)
    both = st.tuples(ends, pair).map(lambda each: dict(zip(*each, strict=True)))
    return st.tuples(both, st.sampled_from([(0, 2), (0, 1), (1, 2)])).map(
        lambda each: dict(list(each[0].items())[slice(*each[1])])
    )


def records(fact: Fact) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Records of which fields are known, partly known or unknown; some have names that look like something else."""
    names = st.sampled_from([*NAMES[:-1], *(f"{fact.title.nl} {letter}" for letter in "ABCD")])
    columns = {each.id: names if each.id == fact.key else _column(each) for each in fact.fields}
    unique = (lambda record: fold(str(record[fact.key]))) if fact.key else None
    return st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=4, unique_by=unique)


def _column(fact: Fact) -> st.SearchStrategy[Any]:
    known = [outer_values(fact), *([] if fact.type == "yes_no" else [partly(fact)])]
    return st.one_of(*known) if fact.required else st.one_of(*known, st.none())


@st.composite
def partly_known(draw: st.DrawFn, vocabulary: Vocabulary) -> Region:
    """Random regions: of each asked fact all, a part or nothing is known."""
    region = draw(regions(vocabulary))
    facts = dict(region.facts)
    asked = [fact for fact in vocabulary.facts.values() if fact.asked and fact.type != "yes_no"]
    for fact in draw(st.lists(st.sampled_from(asked), min_size=1, max_size=_MANY, unique_by=lambda fact: fact.id)):
        several = fact.type == "records" and draw(st.booleans())
        whole = st.sampled_from(NAMES) if fact.type == "text" and not fact.texts else outer_values(fact)
        found = records(fact) if several else st.one_of(partly(fact), whole)
        facts[fact.id] = Given(draw(found))
    for fact in asked:  # what must be the key of a record, and isn't
        if fact.among and fact.id in facts and fact.among in facts and not is_partial(facts[fact.among].value):
            del facts[fact.among]
    return Region(region.name, facts)
