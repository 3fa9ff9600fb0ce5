"""Dict in, dict out: what `regiorules.advise` takes and gives, and what it keeps."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

import regiorules
from regiorules import api
from regiorules.documents import plain, read_document
from regiorules.errors import InputError, RuleSetError, UnknownName
from regiorules.plugins import discovery
from regiorules.text import Text
from tests.commands import run
from tests.mini import KNOWLEDGE, MINI
from tests.paths import REGIONS
from tests.plugins.trial import installed, plugin

EXAMPLES = sorted(REGIONS.glob("*.yaml"))
REGION = {"region": "X", "facts": {"trust": "low", "strategy_agreed": False}}


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No plugins, and every engine made here; what is pretended to be installed is forgotten."""
    monkeypatch.setenv(discovery.SELECTION, "")
    api._made.cache_clear()
    yield
    api._made.cache_clear()
    discovery.forget()


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The folders of the rule sets, each time that any are read."""
    read: list[Any] = []
    real = api.load_rulesets

    def count(*folders: Any) -> Any:
        read.append(folders)
        return real(*folders)

    monkeypatch.setattr(api, "load_rulesets", count)
    return read


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """The tiny rule set, to change."""
    return shutil.copytree(MINI, tmp_path / "mini")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_gives_what_the_command_prints(path: Path, language: Any) -> None:
    """For every example, as its file has it and as a region gives its data, and json takes it as it is."""
    code, out, _ = run("advise", path, "--format", "json", "--lang", language, "--engine", "compiled")
    assert code == 0
    assert regiorules.advise(plain(read_document(path)), language) == json.loads(out)
    region = regiorules.read_region(path, api.load().vocabulary)
    assert json.loads(json.dumps(regiorules.advise(region.to_data(), language))) == json.loads(out)


def test_two_lines_are_enough() -> None:
    """A region from the built-in table, and an answer."""
    found = regiorules.advise({"profile": "Zeeland", "facts": {"regional_network": "loose"}})
    assert found["region"] == "Zeeland"
    assert found["facts"]["regional_network"]["value"] == "loose"
    assert regiorules.Advice.from_data(found).to_data() == found


@pytest.mark.parametrize("rulesets", [MINI, str(MINI), [MINI], (str(MINI),)])
def test_rule_sets_are_given_by_name_or_folder(rulesets: Any) -> None:
    """One, or several."""
    found = regiorules.advise(REGION, rulesets=rulesets)
    assert [each["id"] for each in found["rulesets"]] == ["mini"]
    assert [each["id"] for each in regiorules.advise({"region": "X"}, rulesets="core")["rulesets"]] == ["core"]


def test_the_options_are_those_of_the_command() -> None:
    """The executor, the day, and the regions that `profile` may name."""
    assert regiorules.advise(REGION, rulesets=MINI, executor="compiled")["executor"] == "compiled"
    records = [{"name": "Dorp", "population": 100_000}]
    table = {"Nieuwland": regiorules.Profile(1, "Nieuwland", {"municipalities": records}, "2026-01-01", "Tabel")}
    found = regiorules.advise({"profile": "Nieuwland"}, rulesets=MINI, profiles=table)
    assert found["facts"]["municipalities"]["value"] == records


def test_the_day_is_a_date_or_a_text(mini: Path) -> None:
    """A rule that holds until a day holds on it, and not on the next."""
    rules = mini / "rules.yaml"
    text = rules.read_text("utf-8")
    name = "strained-little-trust"
    rules.write_text(text.replace(f"  {name}:\n", f"  {name}:\n    valid_until: 2020-06-30\n"))
    for day, is_in_force in (
        (date(2020, 6, 30), True),
        (datetime(2020, 6, 30, 23, 59), True),
        (datetime(2020, 6, 30, 23, 59, tzinfo=UTC), False),
        ("30-6-2020", True),
        ("2020-07-01", False),
    ):
        found = regiorules.advise(REGION, rulesets=mini, on=day)
        assert (name in found["rules"]) is is_in_force
        assert regiorules.Advice.from_data(found).to_data() == found
    with pytest.raises(InputError) as caught:
        regiorules.advise(REGION, rulesets=mini, on="gisteren")
    assert caught.value.say("nl") == "on: gisteren is geen dag (jjjj-mm-dd)"


@pytest.mark.parametrize("day", ["", 0, False, 20260101, 1.5, b"2026-01-01", [], time(1)])
def test_what_is_no_day_is_refused(day: Any) -> None:
    """Never taken for today, and never an error of Python."""
    with pytest.raises(InputError) as caught:
        regiorules.advise(REGION, rulesets=MINI, on=day)
    assert [(each.code, each.path) for each in caught.value.problems] == [("stored_day", "on")]


@pytest.mark.parametrize("option", ["language", "executor"])
def test_an_option_that_is_empty_is_no_name(option: str) -> None:
    """As it is where a program has it from settings that lack it."""
    with pytest.raises(UnknownName, match=r"^None is geen (taal|executor)"):
        regiorules.advise(REGION, rulesets=MINI, **{option: None})  # type: ignore[arg-type]


def test_every_mistake_is_told_as_data() -> None:
    """All of them at once, with the path of each."""
    with pytest.raises(InputError) as caught:
        regiorules.advise({"region": "X", "facts": {"trsut": "low", "effort": "very"}, "date": "ooit"}, rulesets=MINI)
    found = caught.value.to_data("en")
    assert [each["path"] for each in found["errors"]] == ["facts.trsut", "facts.effort", "date"]


@pytest.mark.parametrize("region", [None, "region: X", b"{}", [], 3, regiorules.Region("X")])
def test_anything_but_keys_with_values_is_refused(region: Any) -> None:
    """A text of JSON is for `json.loads`, or `Region.from_json`; a Region has `to_data`."""
    with pytest.raises(InputError):
        regiorules.advise(region, rulesets=MINI)


def test_what_does_not_exist_is_named() -> None:
    """A language, an executor, a rule set."""
    for options in ({"language": "fr"}, {"executor": "magic"}):
        with pytest.raises(UnknownName):
            regiorules.advise(REGION, rulesets=MINI, **options)  # type: ignore[arg-type]
    with pytest.raises(RuleSetError):
        regiorules.advise(REGION, rulesets="nergens")


# --- what is kept ------------------------------------------------------------------------------------


def test_rules_are_read_once(loads: list[Any]) -> None:
    """For each rule set; and what is given back is the caller's own."""
    first = regiorules.advise(REGION, rulesets=MINI)
    kept = json.dumps(first)
    first["facts"].clear()
    first["advice"]["risks"].append("mine")
    assert json.dumps(regiorules.advise(REGION, rulesets=MINI)) == kept
    assert loads == [(MINI,)]


def test_other_files_are_read_anew(mini: Path, loads: list[Any]) -> None:
    """A rule that was changed counts at once; a mistake in it is told, and once it is mended all is well."""
    rules = mini / "rules.yaml"
    text = rules.read_text("utf-8")
    before = regiorules.advise(REGION, rulesets=mini)
    assert before["conclusions"]["strained"]["status"] == "holds"
    rules.write_text(text.replace("when: trust == low", "when: trust == high"), "utf-8")
    assert regiorules.advise(REGION, rulesets=mini)["conclusions"]["strained"]["status"] != "holds"
    rules.write_text("rules: [", "utf-8")
    for _ in range(2):
        with pytest.raises(RuleSetError):
            regiorules.advise(REGION, rulesets=mini)
    rules.write_text(text, "utf-8")
    assert regiorules.advise(REGION, rulesets=mini) == before
    (mini / "more.yaml").write_text("groups:\n  g: {nl: G, en: G}\n", "utf-8")
    assert regiorules.advise(REGION, rulesets=mini)["rulesets"] != before["rulesets"]
    assert len(loads) == 6


def test_many_threads_share_one_engine(loads: list[Any]) -> None:
    """The first makes it, all get the same answer."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: json.dumps(regiorules.advise(REGION, rulesets=MINI)), range(24)))
    assert len(set(found)) == 1
    assert len(loads) == 1


def test_one_rule_set_is_not_taken_for_another(mini: Path, loads: list[Any]) -> None:
    """Nor one executor; and all that are registered are something else than one by its name."""
    for options in ({"rulesets": MINI}, {"rulesets": mini}, {"rulesets": MINI, "executor": "compiled"}):
        regiorules.advise(REGION, **options)  # type: ignore[arg-type]
    assert loads == [(MINI,), (mini,), (MINI,)]
    assert [each["id"] for each in regiorules.advise({"region": "X"})["rulesets"]] == ["core", "werkcentra"]


# --- plugins -----------------------------------------------------------------------------------------


def test_notes_of_plugins_are_in_the_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the language of the advice; the notes of the next region are its own."""

    def notes(assessment: Any, register: Any) -> None:
        register(Text(f"Let op {assessment.region}", f"Mind {assessment.region}"))

    noting = plugin(notes=notes)
    installed(monkeypatch, noting=lambda: noting)
    for name in ("X", "Y"):
        found = regiorules.advise({"region": name}, "en", rulesets=MINI)
        assert found["advice"]["notes"] == [{"plugin": "noting", "text": f"Mind {name}"}]


def test_a_plugin_that_fails_is_a_warning_every_time(monkeypatch: pytest.MonkeyPatch, mini: Path) -> None:
    """Its rule set is left out and its notes are missing; the rest is there."""
    (mini / "rules.yaml").write_text("rules: [", "utf-8")
    bad = plugin(rulesets=lambda register, folder=mini: register("bad", folder), notes=lambda register: 1 / 0)
    installed(monkeypatch, bad=lambda: bad)
    for _ in range(2):
        with pytest.warns(UserWarning, match="bad") as caught:
            found = regiorules.advise({"region": "X"})
        assert len(caught) == 2
        assert {each.filename for each in caught} == {__file__}
        assert [each["id"] for each in found["rulesets"]] == ["core", "werkcentra"]


def test_the_value_api_gives_the_same() -> None:
    """Two lines are short for these."""
    engine = regiorules.Engine(KNOWLEDGE)
    assessment = engine.assess(regiorules.Region.from_data(REGION, KNOWLEDGE.vocabulary))
    assert regiorules.make_advice(assessment, KNOWLEDGE).to_data() == regiorules.advise(REGION, rulesets=MINI)
