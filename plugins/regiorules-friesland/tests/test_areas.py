"""What shows when areas are put side by side, against counting postcode by postcode."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from regiorules_friesland.areas import (
    Area,
    areas_of,
    distance,
    nearest,
    parties,
    read_postcode,
    records,
    serving,
    shared,
    stretches,
    unserved,
)

calm = settings(deadline=None)
POSTCODES = st.integers(8900, 8940)  # near one another, so that areas meet
AREAS = st.lists(
    st.builds(
        lambda one, other, party, has_contact: Area(
            min(one, other), max(one, other), party, "desk" if has_contact else "", has_contact
        ),
        POSTCODES,
        POSTCODES,
        st.sampled_from(["Noord", "noord", "Zuid", "Oost"]),
        st.sampled_from([True, False, None]),
    ),
    max_size=8,
)


def parties_at(areas: list[Area], postcode: int) -> set[str]:
    """Who serves a postcode, by trying every area."""
    return {area.party.lower() for area in areas if area.postcode_from <= postcode <= area.postcode_to}


def everything(areas: list[Area]) -> range:
    """From the first postcode of a table to its last."""
    if not areas:
        return range(0)
    return range(min(area.postcode_from for area in areas), max(area.postcode_to for area in areas) + 1)


@calm
@given(AREAS)
def test_shared_with_counts_the_other_parties(areas: list[Area]) -> None:
    """An area is shared with every other party that serves one of its postcodes; a name in capitals is no other."""
    for area, record in zip(sorted(areas), records(areas), strict=True):
        found = set().union(*(parties_at(areas, each) for each in range(area.postcode_from, area.postcode_to + 1)))
        assert record["shared_with"] == len(found - {area.party.lower()})


@calm
@given(AREAS)
def test_gaps_add_up_to_what_nobody_serves(areas: list[Area]) -> None:
    """The gaps before the areas are together all postcodes between the first and the last that nobody serves."""
    missing = [each for each in everything(areas) if not parties_at(areas, each)]
    assert sum(record["gap_before"] for record in records(areas)) == len(missing)
    assert [each for stretch in unserved(areas) for each in range(stretch.first, stretch.last + 1)] == missing


@calm
@given(AREAS)
def test_stretches_cover_the_table_once(areas: list[Area]) -> None:
    """Every postcode of the table lies in one stretch, with exactly the parties that serve it; neighbours differ."""
    found = list(stretches(areas))
    assert [each for stretch in found for each in range(stretch.first, stretch.last + 1)] == [*everything(areas)]
    for stretch in found:
        for postcode in range(stretch.first, stretch.last + 1):
            assert {party.lower() for party in stretch.parties} == parties_at(areas, postcode)
    assert all(one.parties != other.parties for one, other in pairwise(found))
    assert list(shared(areas)) == [stretch for stretch in found if len(stretch.parties) > 1]


@calm
@given(AREAS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_nothing(areas: list[Area], random: object) -> None:
    """A table in another order gives the same records."""
    mixed = sorted(areas, key=lambda area: (area.has_contact is None, area.has_contact is True))
    random.shuffle(mixed)  # type: ignore[attr-defined]
    plain = [{**each, "has_contact": None} for each in records(areas)]
    assert [{**each, "has_contact": None} for each in records(mixed)] == plain


@calm
@given(AREAS)
def test_records_are_areas_again(areas: list[Area]) -> None:
    """What the fact holds can be read back as the areas."""
    assert areas_of(records(areas)) == tuple(sorted(areas))


@calm
@given(AREAS, st.integers(8890, 8950))
def test_looking_up_is_trying_every_area(areas: list[Area], postcode: int) -> None:
    """Who serves a postcode are the areas around it; the nearest are those that no other is nearer than."""
    assert {party.lower() for party in parties(serving(areas, postcode))} == parties_at(areas, postcode)
    near = nearest(areas, postcode)
    assert sorted(area for area in areas if area not in near) == sorted(
        area for area in areas if any(distance(other, postcode) < distance(area, postcode) for other in areas)
    )
    assert bool(near) is bool(areas)


def test_a_record_by_hand_that_holds_no_area_is_left_out() -> None:
    """A region file may say anything in a text: what can't be an area is no area, and no error."""
    by_hand = [
        {"postcode_from": "8911", "postcode_to": "8912", "party": "Noord"},
        {"postcode_from": "8911 AB", "postcode_to": "8912", "party": "Noord"},
        {"postcode_from": "8912", "postcode_to": "8911", "party": "Noord"},
        {"postcode_from": None, "postcode_to": "8911", "party": "Noord"},
        {"postcode_from": "8911", "postcode_to": "8912", "party": None},
    ]
    assert areas_of(by_hand) == (Area(8911, 8912, "Noord"),)


@calm
@given(st.text(max_size=6))
def test_only_four_digits_are_a_postcode(text: str) -> None:
    """A postcode is what is written with exactly four plain digits, from 1000 on."""
    wanted = len(text) == 4 and set(text) <= set("0123456789") and text[0] != "0"
    assert read_postcode(text) == (int(text) if wanted else None)


@calm
@given(st.integers(0, 20_000))
def test_every_postcode_is_read(number: int) -> None:
    """From 1000 to 9999 and nothing else."""
    assert read_postcode(str(number)) == (number if 1000 <= number <= 9999 else None)
