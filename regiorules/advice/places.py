"""Where the region stands in each figure, what its parts are called, and which way a route goes through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from regiorules.advice.model import Area, Axis, AxisLevel, Position, Stop, Way
from regiorules.advice.paths import choices
from regiorules.advice.wording import Wording
from regiorules.engine.judgement import Judge
from regiorules.frozen import frozen
from regiorules.rules import model as rules
from regiorules.rules.expressions import reads
from regiorules.rules.model import Conclusion, Knowledge
from regiorules.text import Language

Spots = Mapping[str, tuple[tuple[str, ...], ...]]  # by the name of an area the places in it: a level on each axis


def named(name: str, wording: Wording) -> tuple[str, tuple[str, ...]]:
    """What a fact says, "" while that is open; and the options that it may have by what is partly known."""
    possible = wording.possible(name)
    known = wording.assessment.value(name) is not None and not possible
    return wording.value(name) if known else "", wording.options(name, possible)


@frozen
class Places:
    """Says them in the words of one wording."""

    wording: Wording

    def positions(self) -> tuple[Position, ...]:
        """The region's place in every figure of the rule set."""
        areas, ahead = self.areas(), tuple(self.ahead())
        return tuple(self.position(each, areas[each.id], ahead) for each in self.wording.knowledge.positions.values())

    def position(self, position: rules.Position, areas: tuple[Area, ...], ahead: Iterable[Conclusion]) -> Position:
        """The region's place in one figure that has these areas, and the ways of these routes through it."""
        name, possible = named(position.name, self.wording)
        axes = tuple(self.axis(each) for each in axes_of(position))
        return Position(
            position.id,
            position.figure,
            self.wording.say(position.title),
            name,
            axes,
            position.statements,
            possible,
            areas,
            tuple(self.ways(axes, ahead)),
        )

    def axis(self, name: str) -> Axis:
        """One axis, with the region's level on it."""
        options = self.wording.knowledge.vocabulary.facts[name].options
        value, possible = self.wording.assessment.value(name), self.wording.possible(name)
        places = [
            AxisLevel(each.id, each.label.say(self.wording.language), place / (len(options) - 1 or 1))
            for place, each in enumerate(options)
        ]
        known = {each.id: each.coordinate for each in places if each.id == value}
        return Axis(
            name,
            self.wording.title(name),
            places[0].label,
            places[-1].label,
            self.wording.value(name),
            known.get(value),
            tuple(each for each in places if each.id in possible),
            tuple(places),
        )

    def areas(self) -> Mapping[str, tuple[Area, ...]]:
        """The parts of every figure, in the order of their names; worked out once for these assumptions."""
        knowledge, parameters, language = self.wording.knowledge, self.wording.parameters, self.wording.language
        key = ("areas", language, tuple(sorted(parameters.items())))
        every = knowledge.positions.values()
        return knowledge.memo.of(
            key, lambda: {each.id: areas_of(each, knowledge, parameters, language) for each in every}
        )

    def ahead(self) -> Iterator[Conclusion]:
        """The routes of each choice that hold, or else may still."""
        for _, routes in choices(self.wording.knowledge):
            holding = [each for each in routes if self.wording.conclusion(each.id).status == "holds"]
            yield from holding or [each for each in routes if self.wording.is_open(each.id)]

    def ways(self, axes: tuple[Axis, ...], routes: Iterable[Conclusion]) -> Iterator[Way]:
        """These routes, as far as they lead somewhere in the figure."""
        for route in routes:
            stops = tuple(self.stops(route, axes))
            if stops:
                yield Way(route.id, self.wording.say(route.title), self.wording.conclusion(route.id).status, stops)

    def stops(self, route: Conclusion, axes: tuple[Axis, ...]) -> Iterator[Stop]:
        """What the route brings about on these axes that isn't so already, in its order."""
        for fact, value in route.effects.items():
            for axis in axes:
                level = next((each for each in axis.levels if axis.fact == fact and each.id == value), None)
                if level and not _reached(axis, level):
                    yield Stop(fact, level.id, level.label)


def axes_of(position: rules.Position) -> tuple[str, ...]:
    """The facts on the axes of a figure: across, where there are two, and up."""
    return tuple(name for name in (position.x, position.y) if name)


def areas_of(
    position: rules.Position, knowledge: Knowledge, parameters: Mapping[str, float], language: Language
) -> tuple[Area, ...]:
    """The parts of a figure, in the order of their names."""
    fact, spots = knowledge.vocabulary.facts[position.name], spots_of(position, knowledge, parameters)
    return tuple(Area(value, fact.show(value, language), places) for value, places in spots.items())


def spots_of(position: rules.Position, knowledge: Knowledge, parameters: Mapping[str, float]) -> Spots:
    """The places in a figure by the name that its rules give them; none where an axis is the name itself."""
    facts = [knowledge.vocabulary.facts[name] for name in axes_of(position)]
    if position.name in axes_of(position) or not knowledge.vocabulary.facts[position.name].options:
        return {}
    axes = {fact.id for fact in facts}
    ruled = [each for each in knowledge.by_target.get(position.name, ()) if reads(each.when) <= axes]
    judges = [(Judge(each.when, parameters), each.value) for each in ruled]
    found: dict[str, list[tuple[str, ...]]] = {}
    for spot in product(*(fact.option_ids for fact in facts)):
        values = {fact.id: fact.encode(level) for fact, level in zip(facts, spot, strict=True)}
        names = {value for judge, value in judges if judge.value(values) is True}
        if len(names) == 1:
            found.setdefault(names.pop(), []).append(spot)
    order = knowledge.vocabulary.facts[position.name].ordered(found)
    return {name: tuple(found[name]) for name in order}


def _reached(axis: Axis, level: AxisLevel) -> bool:
    """True where the region certainly stands there, or beyond."""
    known = [axis.coordinate] if axis.coordinate is not None else [each.coordinate for each in axis.possible]
    return bool(known) and min(known) >= level.coordinate
