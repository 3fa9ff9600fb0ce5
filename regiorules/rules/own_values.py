"""What a rule set says that an assumption of another one is in its regions, by day and with what that rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import evolve, field

from regiorules.documents import Scalar
from regiorules.errors import NOWHERE, Place, Problems
from regiorules.facts.values import read_value
from regiorules.facts.vocabulary import DatedValue, Parameter, Vocabulary
from regiorules.frozen import frozen
from regiorules.text import Near, exact

Locate = Callable[..., Place]


@frozen
class OwnValues:
    """What an assumption of another rule set is in regions of this one, by the day from which it is."""

    regions: Mapping[str, tuple[DatedValue, ...]]
    ruleset: str = ""
    place: Place = field(default=NOWHERE, eq=False)


def with_own_values(
    vocabulary: Vocabulary, own: Mapping[str, OwnValues], locate: Locate, problems: Problems
) -> Vocabulary:
    """
    The vocabulary with the values that rule sets add to its assumptions; `own` has them by name and rule set.

    A problem for each that isn't an assumption of another rule set, isn't a value of it, or says something else than
    another rule set does for the same region.
    """
    adding = _Adding(vocabulary, dict(vocabulary.parameters), locate, problems)
    for key in sorted(own):
        adding.add(key, own[key])
    return evolve(vocabulary, parameters=adding.parameters)


@frozen
class _Adding:
    vocabulary: Vocabulary
    parameters: dict[str, Parameter]
    locate: Locate
    problems: Problems

    def add(self, key: str, own: OwnValues) -> None:
        name, path = key.split()[0], f"values.{key.split()[0]}"
        parameter = self.parameters.get(name)
        if parameter is None:
            hint = Near(name, sorted(self.parameters))
            self.problems.add("unknown_reference", own.place, path, suggestion=hint, kind="parameter", name=name)
        elif parameter.ruleset == own.ruleset:
            self.problems.add("values_of_own", own.place, path, name=name)
        else:
            found = dict(self.added(key, parameter, own))
            self.parameters[name] = evolve(parameter, regions={**parameter.regions, **found})

    def added(self, key: str, parameter: Parameter, own: OwnValues) -> Iterator[tuple[str, tuple[DatedValue, ...]]]:
        """The values for each region that no other rule set has any for."""
        for region, values in own.regions.items():
            place, path = self.locate("values", key, "regions", region), f"values.{parameter.id}.regions.{region}"
            for each in values:
                read_value(parameter.as_fact(), Scalar(exact(each.value), place), self.problems, path)
            said = self.said(parameter, region)
            if said is None:
                yield region, tuple(evolve(each, ruleset=own.ruleset) for each in values)
            elif _numbers(said) != _numbers(values):
                fields = {"name": parameter.id, "region": region, "one": own.ruleset}
                other = said[0].ruleset or parameter.ruleset
                self.problems.add("values_disagree", place, path, other=other, **fields)

    def said(self, parameter: Parameter, region: str) -> tuple[DatedValue, ...] | None:
        """What it is in a region already, by any of its names."""
        called = self.vocabulary.called(region)
        every = parameter.regions.items()
        return next((values for name, values in every if values and self.vocabulary.called(name) == called), None)


def _numbers(values: tuple[DatedValue, ...]) -> list[tuple[object, float]]:
    return [(each.since, each.value) for each in values]
