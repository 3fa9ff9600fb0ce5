"""Other ways to type a name that is the same name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

_OTHERS = {
    " ": (" ", "\u00a0", "  ", "\u202f", "\t", "-"),
    "-": ("-", "\u2010", "\u2011", "\u2013", "\u2212", " "),
    "'": ("'", "\u2019", "\u2018", "`"),
}


@st.composite
def spellings(draw: DrawFn, names: Iterable[str]) -> tuple[str, str]:
    """A name and another spelling of it: composition, capitals, spaces, hyphens, apostrophes, soft hyphens."""
    name = draw(st.sampled_from(sorted(names)))
    cased = draw(st.sampled_from([str, str.upper, str.lower, str.title, str.swapcase]))(name)
    other = "".join(draw(st.sampled_from(_OTHERS[sign])) if sign in _OTHERS else sign for sign in cased)
    cut = draw(st.integers(1, len(other)))
    other = other[:cut] + draw(st.sampled_from(["", "", "\u00ad", "\u200b"])) + other[cut:]
    form = draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
    edge = draw(st.sampled_from(["", " ", "\u00a0", "\ufeff"]))
    return name, edge + unicodedata.normalize(form, other) + edge
