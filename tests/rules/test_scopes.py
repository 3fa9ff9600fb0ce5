"""Where rule sets apply: in a region by any spelling of its name, and what is said where nobody knows the region."""

from __future__ import annotations

import unicodedata
import warnings
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

import regiorules
from regiorules.facts.profiles import built_in_profiles
from regiorules.rules.model import Scope
from tests.commands import run
from tests.spellings import spellings

RULES = """\
ruleset:
  id: field
  version: 1.0
  title: {nl: Veldproef, en: Field test}
  source:
    title: {nl: Eigen, en: Own}
  extends: [core]
  applies:
    regions: [%s]
source_sections:
  v: {nl: V, en: V}
statements:
  V01: {section: v, text: {nl: Tekst., en: Text.}}
conclusions:
  v_one: {kind: context, title: {nl: Veldregel, en: Field rule}, text: {nl: Een., en: One.}, statements: [V01]}
rules:
  v-a: {when: %s, then: v_one, because: {nl: x, en: x}, statements: [V01], basis: source}
"""
TODAY = date(2026, 7, 1)


def ruleset(folder: Path, regions: str, when: str = "always") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "ruleset.yaml").write_text(RULES % (regions, when), encoding="utf-8")
    return folder


@given(spellings(built_in_profiles(regiorules.load("core").vocabulary)))
def test_a_scope_holds_in_a_region_by_every_spelling_of_its_name(pair: tuple[str, str]) -> None:
    """And scopes meet where they name one region in two ways."""
    name, typed = pair
    assert Scope((name,)).holds(typed, TODAY)
    assert Scope((typed,)).holds(name, TODAY)
    assert Scope((typed,)).meets(Scope(("Elders", name)))
    assert not Scope((typed,)).meets(Scope(("Elders",)))
    assert not Scope(("Elders",)).holds(typed, TODAY)


def test_the_rules_of_a_region_apply_to_it_in_decomposed_letters(tmp_path: Path) -> None:
    """A region file from a Mac, say, gets the rules of its region."""
    folder = ruleset(tmp_path / "rules", "Fryslân")
    path = tmp_path / "region.yml"
    path.write_text(unicodedata.normalize("NFD", "region: FRYSLÂN\n"), encoding="utf-8")
    code, out, err = run("advise", path, "--ruleset", folder, "--lang", "en", "--full")
    assert (code, err) == (0, "")
    assert "Field rule" in out


@pytest.mark.parametrize(
    ("regions", "said"),
    [
        ("Freisland", ["regions[1]: Freisland isn't a region", "did you mean Friesland?"]),
        ("Friesland, Fryslân", []),
        ("Ergens, Nergens", ["regions[1]: Ergens isn't", "regions[2]: Nergens isn't"]),
        ("Friesland, Zeeeland", ["regions[2]: Zeeeland isn't", "did you mean Zeeland?"]),
        ("Oost-Groningen", ["regions[1]: Oost-Groningen isn't a region"]),
        ("zeeland", []),
    ],
)
def test_a_scope_in_no_known_region_is_a_warning(regions: str, said: list[str], tmp_path: Path) -> None:
    """Lint, a command and `load` say it, with the place; another name beside a known one may be a synonym."""
    folder = ruleset(tmp_path, regions)
    code, out, _ = run("lint", folder, "--lang", "en")
    assert code == 1
    assert ("isn't a region" in out) is bool(said)
    code, _, err = run("advise", "--region", "Zeeland", "--ruleset", folder, "--lang", "en")
    assert code == 0
    assert ("[warning]" in err) is bool(said)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        regiorules.load(folder)
    heard = "\n".join(str(each.message) for each in caught)
    for part in said:
        assert part in out
        assert part in err
        assert part in heard
    if said:
        assert f"{folder / 'ruleset.yaml'}:9:14 ruleset.applies.{said[0][:10]}" in out
    else:
        assert heard == ""


def test_a_region_of_ones_own_table_is_known(tmp_path: Path) -> None:
    """What a table given with --profiles knows, is no cause for a warning."""
    folder = ruleset(tmp_path / "rules", "Nieuwland")
    table = tmp_path / "regions.csv"
    table.write_text("region_number,region,municipality,population\n1,Nieuwland,Dorp,10\n", encoding="utf-8")
    _, out, _ = run("lint", folder, "--profiles", table, "--lang", "en")
    assert "isn't a region" not in out
    code, out, err = run(
        "advise", "--region", "nieuwland", "--profiles", table, "--ruleset", folder, "--lang", "en", "--full"
    )
    assert (code, err) == (0, "")
    assert "Field rule" in out


@pytest.mark.parametrize("executor", ["durable", "compiled"])
@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_rule_knows_a_text_in_either_composition(forms: tuple[str, str], executor: str, tmp_path: Path) -> None:
    """What is compared in a condition is the text, not how its accents were typed."""
    ours, theirs = (unicodedata.normalize(form, "Súdwest-Fryslân") for form in forms)
    folder = ruleset(tmp_path, "", f'centre_municipality == "{ours}"')
    words = ("advise", "--region", "Friesland", "--set", f"centre_municipality={theirs}", "--ruleset", folder)
    code, out, err = run(*words, "--engine", executor, "--lang", "en", "--full")
    assert (code, err) == (0, "")
    assert "Field rule" in out
