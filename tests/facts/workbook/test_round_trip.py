"""The questionnaire as a workbook: what is written of a region is read back, whatever is known of it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.authoring.testing.regions import regions
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, Source, read_region
from regiorules.facts.vocabulary import Vocabulary
from regiorules.facts.workbook import read_workbook
from regiorules.text import LANGUAGES, Language
from tests.facts.workbook.books import BY_NAME, VOCABULARY, assessed, texts, written
from tests.mini import VOCABULARY as SMALL


@BY_NAME
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_read_back(tmp_path: Path, example: Path, language: Language) -> None:
    """Facts, sources, notes in both languages, date and assumptions: the same region, the same assessment."""
    region = read_region(example, VOCABULARY).set({"large_city": "50000"}, VOCABULARY)
    back = read_workbook(written(tmp_path, region, language), VOCABULARY)
    assert back == region
    assert assessed(back) == assessed(region)


@st.composite
def dossiers(draw: st.DrawFn, vocabulary: Vocabulary) -> Region:
    """Random regions with sources, notes and texts that a spreadsheet program would rather read as something else."""
    region = draw(regions(vocabulary))
    if "centre_municipality" in region.facts:  # which must be one of the municipalities
        region = region.retract("municipalities")
    sources = draw(
        st.dictionaries(st.sampled_from(("krant", "Jaarplan 2016", "2016", "=A1")), st.builds(Source, texts()))
    )
    names = st.lists(st.sampled_from(sorted(sources)), max_size=3, unique=True) if sources else st.just([])
    notes = st.one_of(st.just({}), st.fixed_dictionaries({"nl": texts(), "en": texts()}))
    facts = {
        name: Given(each.value, tuple(draw(names)), draw(notes)) if draw(st.booleans()) else each
        for name, each in region.facts.items()
    }
    date = draw(st.sampled_from(("", "2016", "2016-04", "2016-04-13")))
    return Region(draw(texts()), facts, sources, date)


@pytest.mark.parametrize("vocabulary", [SMALL, VOCABULARY], ids=["small", "core"])
@settings(max_examples=30, deadline=None, database=None)
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
def test_any_region_survives_writing_and_reading(
    vocabulary: Vocabulary, data: st.DataObject, language: Language
) -> None:
    """Whatever is known of a region, its workbook gives it back."""
    region = data.draw(dossiers(vocabulary))
    with TemporaryDirectory() as folder:
        path = written(Path(folder), region, language, vocabulary=vocabulary)
        assert read_workbook(path, vocabulary) == region
