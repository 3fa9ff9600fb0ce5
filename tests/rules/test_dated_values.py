"""Assumptions whose value goes by date and by region, with the law or the decision that says so."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules import Engine, Knowledge, Region, explain, make_advice
from regiorules.advice.history import history
from regiorules.advice.varying import Range, varied
from regiorules.authoring.testing.regions import regions
from regiorules.facts.entries import Given
from regiorules.plugins import load_plugins
from regiorules.plugins.using import export
from regiorules.rules.forms import Exported, ExportWish
from regiorules.rules.load import load_rulesets
from tests.commands import run
from tests.executors import FULL, each_executor
from tests.mini import MINI, copied, mistakes
from tests.plugins.trial import plugin

PLAIN = "    value: 75000\n"
DATED = """\
    value: 75000
    values:
      2026-01-01: {value: 120.000, reference: {nl: Besluit 2025, en: Decision 2025}, url: https://example.org/besluit}
      1-1-2024: {value: 100000, reference: {nl: "Wet A, artikel 2", en: "Act A, article 2"}}
    regions:
      Noord:
        2025-07-01: {value: 60000, reference: {nl: Afspraak, en: Agreement}}
      Zuid:
        2020-01-01: {value: 90000, reference: {nl: Verordening, en: By-law}}
"""
TURNS = [date(2020, 1, 1), date(2024, 1, 1), date(2025, 7, 1), date(2026, 1, 1)]
DAYS = st.sampled_from(TURNS).flatmap(lambda day: st.integers(-2, 2).map(lambda by: day + timedelta(days=by)))


def written(folder: Path, text: str) -> Path:
    """The tiny rule set with another text for the value of one assumption."""
    copy = copied(folder)
    path = copy / "ruleset.yaml"
    whole = path.read_text("utf-8")
    assert PLAIN in whole
    path.write_text(whole.replace(PLAIN, text, 1), "utf-8")
    return copy


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return load_rulesets(written(tmp_path_factory.mktemp("dated"), DATED))


def value_on(region: str, on: date) -> float:
    """What it must be, read from the text above: the last that began, of the region itself before that of all."""
    own = {"noord": [(TURNS[2], 60_000)], "zuid": [(TURNS[0], 90_000)]}.get(region.lower(), [])
    every = [(TURNS[1], 100_000), (TURNS[3], 120_000)]
    for values in (own, every):
        begun = [value for since, value in values if since <= on]
        if begun:
            return begun[-1]
    return 75_000


@each_executor
@FULL
@given(data=st.data())
def test_each_day_and_region_has_the_answers_of_its_own_value(
    knowledge: Knowledge, executor: str, data: st.DataObject
) -> None:
    """As if the rule set had that one value, for any facts, on the days around each turn."""
    name, on = data.draw(st.sampled_from(["Noord", "NOORD", "Zuid", "West"])), data.draw(DAYS)
    facts = data.draw(regions(knowledge.vocabulary)).facts
    found = Engine(knowledge, executor).assess(Region(name, facts), on)
    plain = Region(name, facts, parameters={"large_city": value_on(name, on)})
    wanted = Engine(load_rulesets(MINI), executor).assess(plain, on)
    assert found.parameters["large_city"] == value_on(name, on)
    assert (found.facts, found.rules, found.conclusions) == (wanted.facts, wanted.rules, wanted.conclusions)


def cities(population: int) -> Given:
    """A list with one city of that size."""
    return Given(({"name": "A", "population": population, "role": None},))


def test_columns_take_the_value_of_each_row(knowledge: Knowledge) -> None:
    """Rows of several regions, each with the value of its own."""
    pl = pytest.importorskip("polars")
    from regiorules.bulk.tables.frames import assess_frame

    names, given = ["Noord", "Zuid", "West"], cities(95_000)
    engine = Engine(knowledge, "compiled")
    frame = pl.DataFrame({"region": names, "municipalities": [given.value] * 3}).lazy()
    for on in TURNS:
        found = assess_frame(engine, frame, on).collect()["large_cities"].to_list()
        wanted = [engine.assess(Region(name, {"municipalities": given}), on).value("large_cities") for name in names]
        assert found == wanted
    assert len(set(wanted)) == 2


def test_it_is_told_since_when_and_by_what(knowledge: Knowledge) -> None:
    """In the account of a note; of a value that the user chose also what it would be."""
    region = Region("Noord", {"municipalities": cities(95_000)})
    engine = Engine(knowledge, "compiled")
    advice = make_advice(engine.assess(region, date(2025, 8, 1)), knowledge, "nl")
    assert advice.assumptions[0].value == "60.000 inwoners (sinds 1 juli 2025, Afspraak)"
    told = engine.assess(region.tell(knowledge.vocabulary, large_city=80_000), date(2026, 8, 1))
    line = make_advice(told, knowledge, "en").assumptions[0]
    assert line.value == "80,000 inhabitants (chosen here; else 60,000, since 1 July 2025, Agreement)"


def test_an_explanation_and_the_list_of_facts_tell_it_too(knowledge: Knowledge, tmp_path: Path) -> None:
    """With the place where the decision is to be read."""
    region = Region("West", {"municipalities": cities(95_000)})
    assessment = Engine(knowledge, "compiled").assess(region, date(2026, 8, 1))
    proof = str(explain(assessment, knowledge, "large_cities", "en").proof)
    assert "120,000 inhabitants (since 1 January 2026, Decision 2025, https://example.org/besluit)" in proof
    code, out, _ = run("facts", "--ruleset", written(tmp_path, DATED), "--lang", "en")
    assert code == 0
    assert "in Noord 60,000 since 1 July 2025, Agreement" in " ".join(out.split())


def test_times_and_ranges_follow_it(knowledge: Knowledge) -> None:
    """History names the new value and the decision, and a range begins from the value of the day."""
    engine, region = Engine(knowledge, "compiled"), Region("Zuid", {"municipalities": cities(95_000)})
    found = history(region, engine, "en", day=date(2026, 3, 1))
    assert [each.since for each in found.editions] == ["", "2020-01-01"]
    assert "Large city: 90,000 instead of 75,000 (By-law)" in found.turns[0].reasons
    shown = varied(engine, region, Range("large_city", (1000.0,)), ["strained"], "en", date(2021, 1, 1))
    assert shown.usual == "90,000"


def test_the_oldest_goes_for_the_days_before_it_too(tmp_path: Path) -> None:
    """Where there is no value without a date."""
    only = DATED.split("    regions:")[0].replace(PLAIN, "")
    vocabulary = load_rulesets(written(tmp_path, only)).vocabulary
    values = [vocabulary.at("X", day).parameters["large_city"].value for day in (date(1999, 1, 1), *TURNS)]
    assert values == [100_000, 100_000, 100_000, 100_000, 120_000]


def test_a_form_without_dates_has_the_value_of_today_and_says_so(knowledge: Knowledge) -> None:
    """Never the one before the first date, in silence."""
    seen: list[float] = []

    class Form:
        name, suffixes = "form", (".form",)

        def write(self, knowledge: Knowledge, wish: ExportWish) -> Exported:
            seen.append(knowledge.vocabulary.parameters["large_city"].value)
            return Exported("x")

    module = plugin(exports=lambda register: register(Form()))
    registry = load_plugins(only=(), modules={"demo": module})
    exported = export(registry, "form", knowledge, ExportWish("mini", "en", ""))
    assert seen == [120_000]
    assert [each.code for each in exported.left_out] == ["export_dated"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2026-01-01: {", "31 februari 2026: {", "31 februari 2026"),
        ("2026-01-01: {", "2024-01-01: {", "another value begins on"),
        ("120.000", "veel", "parameters.large_city.values.2026-01-01.value"),
        ("60000", "12", "parameters.large_city.regions.Noord.2025-07-01.value"),
        ("90000, reference: {nl: Verordening, en: By-law}", "90000", "reference"),
        ("      Zuid:", "      NOORD:", "NOORD is the same region as Noord"),
        ("2026-01-01: {value: 120.000, ", "2026-01-01: {", "value"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(tmp_path: Path, old: str, new: str, message: str) -> None:
    """With the line, and what to do."""
    assert old in DATED
    found = mistakes(written(tmp_path, DATED.replace(old, new, 1)))
    assert any(message in line for line in found), found
    assert all(line.startswith("ruleset.yaml:") for line in found)
