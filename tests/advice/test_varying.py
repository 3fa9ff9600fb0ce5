"""Assumptions over a range: the statuses are those of assessments with each value, and where they turn is told."""

from __future__ import annotations

import pytest

from regiorules.advice.varying import MOST, Range, range_of, varied
from regiorules.engine.engine import Engine
from regiorules.errors import InputError, UnknownName
from regiorules.facts.region import Region, region_of
from tests.mini import KNOWLEDGE, VOCABULARY, codes

ENGINE = Engine(KNOWLEDGE, "compiled")
LARGE = {"name": "A", "population": 60000}
REGION = region_of({"region": "X", "facts": {"municipalities": [LARGE]}}, VOCABULARY)


def test_a_range_has_both_its_ends() -> None:
    assert range_of("large_city", "50000:100000:25000", VOCABULARY) == Range("large_city", (50000, 75000, 100000))
    assert range_of("fair_share", "0.1:0.3:0.1", VOCABULARY).values == (0.1, 0.2, 0.3)
    assert range_of("large_city", "5000:9999:5000", VOCABULARY).values == (5000,)
    assert range_of("large_city", "5000:5000:1", VOCABULARY).values == (5000,)


@pytest.mark.parametrize("text", ["", "1:2", "1:2:0", "1:2:-1", "2:1:1", "1:2:x", "1:2:1/0", "1:2:3:4", "1:inf:1"])
def test_another_form_is_refused(text: str) -> None:
    assert codes(InputError, range_of, "large_city", text, VOCABULARY) == ["vary_form"]


def test_too_many_values_are_refused() -> None:
    assert len(range_of("large_city", f"1000:{999 + MOST}:1", VOCABULARY).values) == MOST
    assert codes(InputError, range_of, "large_city", f"1000:{1000 + MOST}:1", VOCABULARY) == ["vary_many"]


def test_only_assumptions_are_varied() -> None:
    assert codes(UnknownName, range_of, "trust", "1:2:1", VOCABULARY) == ["vary_unknown"]


def test_a_value_that_the_assumption_cant_have_is_refused() -> None:
    with pytest.raises(InputError, match="large_city"):
        varied(ENGINE, REGION, range_of("large_city", "500:1500:500", VOCABULARY), ["city_first"])


def test_what_turns_is_told_with_the_values_between_which_it_does() -> None:
    """A city of 60,000 is large up to a bound of 60,000."""
    told: list[tuple[int, int]] = []
    asked = range_of("large_city", "50000:80000:10000", VOCABULARY)
    found = varied(ENGINE, REGION, asked, ["city_first", "talk"], "en", tell=lambda *far: told.append(far))
    assert found.statuses == {"city_first": ("holds", "holds", "fails", "fails"), "talk": ("open",) * 4}
    [shift] = found.shifts
    assert (shift.id, shift.low, shift.high, shift.after_label) == ("city_first", "60,000", "70,000", "doesn't hold")
    assert (found.usual, told) == ("75,000", [(0, 4), (1, 4), (2, 4), (3, 4)])


def test_other_assumptions_stay_as_the_region_has_them() -> None:
    region = Region("X", REGION.facts).set({"fair_share": "1"}, VOCABULARY)
    found = varied(ENGINE, region, range_of("large_city", "50000:60000:10000", VOCABULARY), ["city_first"])
    assert "holds" not in found.statuses["city_first"]
