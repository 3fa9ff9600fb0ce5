"""One name is one name, however it is typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.text import fold, nearest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Súdwest-Fryslân", unicodedata.normalize("NFD", "súdwest-fryslân")),
        ("Oost-Groningen", "oost groningen"),
        ("Oost-Groningen", "Oost\u2011Groningen"),
        ("Zuid-Holland Centraal", " Zuid\u2013Holland\u00a0 Centraal "),
        ("'s-Gravenhage", "\u2019s-Gravenhage"),
        ("Fryslân", "Frys\u00adlân\ufeff"),
    ],
)
def test_two_spellings_of_one_name_are_one(one: str, other: str) -> None:
    """Composition, capitals, spaces, hyphens and apostrophes don't make another name."""
    assert fold(one) == fold(other)
    assert nearest(other, ["Zeeland", one]) == one


@pytest.mark.parametrize(("one", "other"), [("Bergen (NH.)", "Bergen (L.)"), ("Ede", "Edam"), ("Fryslân", "Fryslan")])
def test_two_names_stay_two(one: str, other: str) -> None:
    """What differs in letters differs."""
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_again_changes_nothing(name: str) -> None:
    """A folded name is a name of its own class, in whatever composition it comes."""
    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name))
    assert fold(fold(name)) == fold(name)
