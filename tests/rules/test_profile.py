"""What a rule set says of tables of regions: it is read with it, and what can't be is one problem with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.authoring.lint import Linter
from regiorules.errors import InputError, UnknownName
from regiorules.facts.names import find_profile
from regiorules.facts.profiles import built_in_profiles, read_profiles
from regiorules.facts.region import Region, region_of
from regiorules.rules.load import load_rulesets
from tests.commands import run
from tests.mini import KNOWLEDGE, MINI, VOCABULARY, changed, codes, copied, mistakes
from tests.paths import ROOT

YOUTH = ROOT / "examples" / "domains" / "jeugdzorg"  # a rule set without tables
SMALL = "small: {file: regions.csv, date: 2016-01-01, source: Trial source}"


def spoilt(folder: Path, old: str, new: str) -> list[str]:
    """What is wrong with the tiny rule set in which one thing is otherwise."""
    (copied(folder) / "ruleset.yaml").write_text(changed("ruleset.yaml", old, new), "utf-8")
    return mistakes(folder / "mini")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("among: municipalities", "among: municipalites", "among: municipalites can't stand here; choose from: muni"),
        ("among: municipalities", "among: trust", "facts.centre_municipality.among: trust can't stand here; choose"),
        ("scale: amount", "scale: amount\n    among: municipalities", "facts.trust: among doesn't belong to a level"),
        ("{type: text, required", "{type: text, among: x, required", "municipalities: among doesn't belong to a field"),
        ("fact: municipalities", "fact: trust", "profile.fact: trust can't stand here; choose from: municipalities"),
        ("fact: municipalities", "fakt: municipalities", "profile: fakt isn't a key that can stand here"),
        ("name: {nl: [gemeente]", "nom: {nl: [gemeente]", "profile.columns.nom: nom can't stand here; choose from: re"),
        ("name: {nl: [gemeente]", "name: {nl: [Nr]", "profile.columns.name: the label nr is in it twice"),
        ("{nl: [gemeente]", "{nl: gemeente", "profile.columns.name.nl: a list (with dashes) belongs here"),
        ("file: regions.csv", "file: r.csv", "profile.tables.small.file: the file r.csv doesn't exist"),
        ("file: regions.csv", "file: ../r.csv", "../r.csv lies outside the folder of the rule set; put the table in"),
        ("file: regions.csv", "file: rules.yaml", "profile.tables.small.file: this kind of file can't be read"),
        (SMALL, SMALL + "\n  aliases: {A: [B], C: [b]}", "profile.aliases.C: the label b is in it twice"),
        (SMALL, SMALL + "\n  aliases: [A]", "profile.aliases: a mapping of keys to values belongs here"),
        (SMALL, SMALL + "\n  aliases: {A: B}", "profile.aliases.A: a list (with dashes) belongs here"),
        (
            SMALL,
            SMALL + "\n  successions: {file: s.csv, source: S}",
            "profile.successions.file: the file s.csv doesn't exist",
        ),
        ("date: 2016-01-01", "date: then", "profile.tables.small.date: then isn't a date"),
        (", source: Trial source}", "}", "profile.tables.small: source is missing"),
        (
            "title: {nl: gemeenten, en: municipalities}",
            "title: x",
            "profile.title: a text in both languages belongs here",
        ),
        ("profile:\n  fact", "profile: yes\nx:\n  fact", "profile: a mapping of keys to values belongs here"),
    ],
)
def test_what_is_wrong_in_it_is_said_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A list that isn't there, a column of nothing, a name of two columns, a file that can't be read."""
    lines = spoilt(tmp_path, old, new)
    assert any(said in line and line.startswith("ruleset.yaml:") for line in lines), lines


def test_a_list_that_is_itself_refused_is_said_once(tmp_path: Path) -> None:
    """What names it gives no echo."""
    [line] = [each for each in spoilt(tmp_path, "key: name", "kye: name") if "kye" in each or "profile" in each]
    assert "facts.municipalities: kye isn't a key" in line


def test_there_is_one_profile(tmp_path: Path) -> None:
    """A second one, in another file, is named beside the first."""
    (copied(tmp_path) / "zz.yaml").write_text(
        "profile: {fact: municipalities, title: {nl: a, en: b}}\n", encoding="utf-8"
    )
    [line] = mistakes(tmp_path / "mini")
    assert "zz.yaml:1:1 profile: profile stands twice" in line or "profile" in line
    assert "ruleset.yaml" in line


def test_the_tables_are_part_of_the_rule_set(tmp_path: Path) -> None:
    """Another table is another rule set, by its digest."""
    path = copied(tmp_path) / "regions.csv"
    assert load_rulesets(tmp_path / "mini").rulesets[0].digest == KNOWLEDGE.rulesets[0].digest
    path.write_text(path.read_text("utf-8").replace("Urk", "Ens"), "utf-8")
    assert load_rulesets(tmp_path / "mini").rulesets[0].digest != KNOWLEDGE.rulesets[0].digest


def test_the_first_table_is_the_one_without_a_name(tmp_path: Path) -> None:
    """And another goes by its name, as does what isn't there."""
    folder = copied(tmp_path)
    other = f"other: {{file: o.csv, source: Other}}\n    {SMALL}"
    (folder / "ruleset.yaml").write_text(changed("ruleset.yaml", SMALL, other), "utf-8")
    (folder / "o.csv").write_text("nr;regio;gemeente;population\n7;Elders;Ens;\n", "utf-8")
    vocabulary = load_rulesets(folder).vocabulary
    assert list(built_in_profiles(vocabulary)) == ["Elders"]
    assert list(built_in_profiles(vocabulary, "small")) == ["Flevoland", "Zeeland"]
    assert built_in_profiles(vocabulary, "none") == {}
    region = region_of({"profile": "elders"}, vocabulary)
    assert region.facts["municipalities"].value == ({"name": "Ens", "population": None, "role": None},)
    code, out, _ = run("regions", "--ruleset", folder, "--profiles", "small", "--lang", "en")
    assert code == 0
    assert "Flevoland" in out
    assert "Elders" not in out


def test_lint_reads_the_tables(tmp_path: Path) -> None:
    """They are only read when a region is asked for, so what is wrong in them is said before."""
    folder = copied(tmp_path)
    (folder / "regions.csv").write_text("nr,regio,gemeente,population\n1,R,A,-5\n", "utf-8")
    linter = Linter(lambda: KNOWLEDGE, lambda path: Region(str(path)), built_in_profiles)
    [error] = linter.check(folder).errors
    assert (error.code, error.place.file, error.place.line) == ("out_of_range", str(folder / "regions.csv"), 2)


def test_a_rule_set_without_tables_says_so() -> None:
    """Wherever a region of a table is asked for; a file is enough for it."""
    vocabulary = load_rulesets(YOUTH).vocabulary
    assert vocabulary.profile is None
    assert built_in_profiles(vocabulary) == {}
    assert codes(UnknownName, find_profile, "Zeeland", {}) == ["no_profile"]
    assert codes(InputError, region_of, {"profile": "Zeeland"}, vocabulary) == ["no_profile"]
    assert codes(InputError, read_profiles, MINI / "regions.csv", vocabulary) == ["no_profile"]
    said = (
        "this rule set knows no table of regions (section profile); give a region file, or choose with --ruleset one "
        "that does\n"
    )
    for words in (
        ("regions",),
        ("regions", "--profiles", MINI / "regions.csv"),
        ("advise", "--region", "Zeeland"),
    ):
        assert run(*words, "--ruleset", YOUTH, "--lang", "en") == (2, "", said)


def test_what_is_among_a_list_is_one_of_it() -> None:
    """By whatever spelling; where the list isn't known anything may be; told later it is held against it as well."""
    region = region_of({"profile": "Zeeland"}, VOCABULARY)
    assert region.tell(VOCABULARY, centre_municipality="GOES").facts["centre_municipality"].value == "GOES"
    assert codes(InputError, lambda: region.tell(VOCABULARY, centre_municipality="Urk")) == ["not_among"]
    free = Region("R").tell(VOCABULARY, centre_municipality="Urk")
    assert codes(InputError, lambda: free.tell(VOCABULARY, municipalities=[{"name": "Goes"}])) == ["not_among"]


def test_successions_are_part_of_the_rule_set_and_linted(tmp_path: Path) -> None:
    """Other ones are another rule set, and what is wrong in them is found before a region asks."""
    path = copied(tmp_path) / "s.csv"
    declared = SMALL + "\n  successions: {file: s.csv, source: S}"
    (path.parent / "ruleset.yaml").write_text(changed("ruleset.yaml", SMALL, declared), "utf-8")
    digests = set()
    for day in ("2018-01-01", "2019-01-01", "ooit"):
        path.write_text(f"datum,gemeente,ontstaan uit\n{day},Ens,Urk\n", "utf-8")
        digests.add(load_rulesets(tmp_path / "mini").rulesets[0].digest)
    assert len(digests) == 3
    [report] = [each for each in run("lint", tmp_path / "mini", "--lang", "en")[1].splitlines() if "s.csv" in each]
    assert "s.csv:2:1: ooit isn't a date" in report
