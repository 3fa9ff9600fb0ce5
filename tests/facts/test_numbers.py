"""Numbers as people write them: read as meant, or refused with what to write, and never read as another number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from regiorules.errors import InputError
from regiorules.facts.numbers import Refused, read_number
from regiorules.facts.region import Region, read_region
from regiorules.facts.save import save_region
from regiorules.facts.vocabulary import Fact
from regiorules.text import Text, exact
from tests.mini import VOCABULARY, messages

TITLE = Text("getal", "number")
ANY = Fact("number", TITLE)
WHOLE = Fact("number", TITLE, whole=True)
SHARE = Fact("number", TITLE, minimum=0, maximum=1)
PER_CENT = Fact("number", TITLE, minimum=0, maximum=100, unit=Text("procent", "per cent"))
EUROS = Fact("number", TITLE, unit=Text("euro", "euros"))
PEOPLE = Fact("number", TITLE, unit=Text("inwoners", "inhabitants"))
LARGE = Fact("number", TITLE, minimum=1000)

READ: list[tuple[str, Fact, float]] = [
    *[(text, ANY, 250000) for text in ("250000", "250.000", "250,000", "250 000", "250'000", "250’000", "250_000")],
    *[(text, ANY, 250000) for text in ("250\u00a0000", "250\u202f000", "250\u2009000", " 250.000 ", "2.5e5", "2,5E5")],
    *[(text, ANY, 1_000_000) for text in ("1.000.000", "1,000,000", "1 000 000", "1.000.000,00", "1,000,000.")],
    *[(text, ANY, 250000.5) for text in ("250.000,5", "250,000.5", "250 000,5", "250'000.5", "250000,5", "250000.50")],
    *[(text, ANY, 0.125) for text in ("0.125", "0,125", ".125", ",125", "0.1250", "1.25e-1")],
    *[(text, ANY, 1.25) for text in ("1.25", "1,25", "1.2500", "1,2500", "+1.25", "01.25")],
    *[(text, ANY, -5) for text in ("-5", "−5", "-5.0", "-5,00")],
    *[("1234.567", ANY, 1234.567), ("1234,567", ANY, 1234.567), ("0.500", ANY, 0.5), ("000", ANY, 0)],
    *[(text, WHOLE, 1250) for text in ("1.250", "1,250", "1 250", "1250,0")],
    *[("1.250", LARGE, 1250), ("1,250", LARGE, 1250)],
    *[("50%", SHARE, 0.5), ("50 %", SHARE, 0.5), ("12,3 procent", SHARE, 0.123)],
    *[("7%", SHARE, 0.07), ("0,75", SHARE, 0.75)],
    *[("50%", PER_CENT, 50), ("12,5\u00a0%", PER_CENT, 12.5), ("50", PER_CENT, 50)],
    *[(text, EUROS, 1250) for text in ("€ 1.250", "€1250", "€ 1.250,-", "€ 1.250,00", "1.250 euro", "1250 €")],
    *[("€ 5", ANY, 5), ("€ 12,50", EUROS, 12.5), ("€ -5", EUROS, -5)],
]  # fmt: skip
REFUSED: list[tuple[str, Fact, str]] = [
    *[(text, ANY, "number_unclear") for text in ("1.250", "1,250", "12.345", "-1.250")],
    *[("1.000", SHARE, "number_unclear"), ("12.500", PER_CENT, "number_unclear")],
    ("12,500 %", PER_CENT, "number_unclear"),
    *[(text, ANY, "number_percent") for text in ("50%", "50 %")],
    *[("50%", PEOPLE, "number_percent"), ("50%", WHOLE, "number_percent"), ("€ 5", PEOPLE, "number_euro")],
    *[(text, ANY, "not_number") for text in ("1.00.000", "1.000,000,000.0", "1 00", "1.0000.000")],
    *[(text, ANY, "not_number") for text in ("1..2", "1.000.00", "1,2,3", "1/2", "12:30", "veel", "1e5e5")],
    *[(text, ANY, "not_number") for text in ("", "-", ".", ",", "e5", "0x10", "1j", "٣", "½")],
    *[(text, ANY, "not_number") for text in ("0.000.000", "- 5", "5-", "5 uur", "1 .5", "1.250e3x", "€", "€ veel")],
    *[("%", SHARE, "not_number"), ("1e2%", SHARE, "not_number")],
    *[(text, ANY, "number_digits") for text in ("9007199254740993", "-9.007.199.254.740.993", "1e16")],
    *[(text, ANY, "number_digits") for text in ("999999999999999.01", "1.00000000000000000001", "1e-400")],
    *[("4.99999999999999999", WHOLE, "number_digits"), ("€ 9007199254740993", EUROS, "number_digits")],
    ("900719925474099300 %", SHARE, "number_digits"),
    *[(text, ANY, "not_finite") for text in ("nan", ".NaN", "-inf", "Infinity", "∞", "1e999", "9" * 400)],
]  # fmt: skip


@pytest.mark.parametrize(("text", "fact", "number"), READ)
def test_a_number_is_read_as_meant(text: str, fact: Fact, number: float) -> None:
    """Whatever signs stand between thousands and before decimals; whole where it is."""
    found = read_number(text, fact)
    assert (found, type(found)) == (number, type(number))


@pytest.mark.parametrize(("text", "fact", "code"), REFUSED)
def test_what_is_no_number_or_may_be_two_is_refused(text: str, fact: Fact, code: str) -> None:
    """The code says why."""
    found = read_number(text, fact)
    assert isinstance(found, Refused)
    assert found.code == code


def test_what_may_be_two_numbers_is_refused_with_both() -> None:
    """Either can be copied, and is then read."""
    found = read_number("1,250")
    assert found == Refused("number_unclear", "1250", "1.25")
    assert (read_number("1250"), read_number("1.25")) == (1250, 1.25)


def dutch(number: float, decimals: int) -> str:
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


@given(
    st.integers(-(10**12), 10**12),
    st.sampled_from([ANY, WHOLE, LARGE]),
    st.sampled_from([",", ".", " ", "'", "\u202f"]),
)
@example(1250, ANY, ".")
@example(999, WHOLE, ".")
def test_a_whole_number_in_threes_is_itself_or_refused(number: int, fact: Fact, mark: str) -> None:
    """Grouped with any sign; where the number must be whole, it is always read."""
    found = read_number(f"{number:,}".replace(",", mark), fact)
    assert found == number or (isinstance(found, Refused) and fact is not WHOLE and mark in ",.")


@given(
    st.decimals(-(10**7), 10**7, allow_nan=False, places=7),
    st.integers(1, 7).filter(lambda places: places != 3),
    st.booleans(),
    st.booleans(),
)
def test_a_decimal_number_is_itself(number: Any, places: int, english: bool, grouped: bool) -> None:
    """With any number of decimals but three, with thousands apart or not, as the Dutch or the English write it."""
    text = f"{number:,.{places}f}" if grouped else f"{number:.{places}f}"
    written = text if english else text.translate(str.maketrans(",.", ".,"))
    assert read_number(written) == float(text.replace(",", ""))


@given(st.decimals(-(10**4), 10**4, allow_nan=False, places=3), st.booleans())
@example(12.345, True)
@example(0.5, False)
def test_three_decimals_are_never_taken_for_less(number: Any, english: bool) -> None:
    """The number itself, or refused; only three zeros, which nobody writes as decimals, are thousands."""
    text = f"{number:.3f}"
    found = read_number(text if english else text.replace(".", ","))
    zeros = text.endswith(".000") and 1 <= abs(float(text)) < 1000
    assert found == (float(text) * 1000 if zeros else float(text)) or isinstance(found, Refused)


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(1.125)
@example(250.125)
def test_what_a_program_writes_is_read_back(number: float) -> None:
    """Every number that is written by this program, is read as that number; or refused: too many digits."""
    found = read_number(exact(number))
    assert found == (number if abs(number) < 2**53 else Refused("number_digits"))


@given(st.integers(-(2**60), 2**60), st.integers(0, 20).filter(lambda zeros: zeros != 2), st.sampled_from([ANY, WHOLE]))
@example(2**53 + 1, 0, ANY)
@example(2**53 - 1, 0, WHOLE)
@example(10**20 + 1, 20, ANY)
def test_a_whole_number_is_itself_or_refused(number: int, zeros: int, fact: Fact) -> None:
    """
    However large it is, and with however many decimals behind it: it never becomes another whole number.

    A point before exactly three digits is another matter: `1.001` may be a thousand and one.
    """
    assert read_number(str(number), fact) in (number, Refused("number_digits"))
    nearly = read_number(f"{number}.{'0' * zeros}1", fact)
    assert isinstance(nearly, Refused) or nearly != int(nearly)


@pytest.mark.parametrize("written", ["9007199254740993", "9.007.199.254.740.993"])
def test_a_number_of_too_many_digits_is_refused_with_its_place(tmp_path: Path, written: str) -> None:
    """In YAML, in JSON, on the command line and from a program."""
    why = "is too large or too precise to be kept as it is written; a number has at most 15 digits here"
    said = f"budget: {written} {why}"
    file = tmp_path / "r.yaml"
    file.write_text(f"region: R\nfacts: {{budget: {written}}}\n", "utf-8")
    assert messages(InputError, read_region, file, VOCABULARY) == [f"{file}:2:17 facts.{said}"]
    file = tmp_path / "r.json"
    file.write_text(f'{{"region": "R", "facts": {{"budget": "{written}"}}}}', "utf-8")
    assert messages(InputError, read_region, file, VOCABULARY) == [f"{file}:1:37 facts.{said}"]
    assert messages(InputError, Region("R").set, {"budget": written}, VOCABULARY) == [said]
    whole = int(written.replace(".", ""))
    assert messages(InputError, lambda: Region("R").tell(VOCABULARY, budget=whole)) == [
        said.replace(written, str(whole))
    ]


@given(st.text(max_size=30) | st.text("0123456789.,' -+eE%€_\u202f", max_size=12))
def test_any_text_is_a_number_or_a_reason(text: str) -> None:
    """Nothing breaks the reading."""
    assert isinstance(read_number(text, SHARE), int | float | Refused)


@given(st.floats(0, 1000, allow_subnormal=False), st.sampled_from([".json", ".yaml"]))
@example(1.125, ".yaml")
def test_a_saved_number_is_read_back(tmp_path_factory: pytest.TempPathFactory, number: float, suffix: str) -> None:
    """A number in a program goes through a file unchanged."""
    path = tmp_path_factory.mktemp("x") / f"r{suffix}"
    save_region(path, Region("R").tell(VOCABULARY, budget=number), {})
    assert read_region(path, VOCABULARY).facts["budget"].value == number


def test_a_number_in_json_is_what_json_says(tmp_path: Path) -> None:
    """There a point is a decimal point; only text is read as people write."""
    path = tmp_path / "r.json"
    path.write_text('{"region": "R", "facts": {"budget": 1.250}, "parameters": {"fair_share": "0,25"}}')
    region = read_region(path, VOCABULARY)
    assert (region.facts["budget"].value, region.parameters["fair_share"]) == (1.25, 0.25)
    path.write_text(json.dumps({"region": "R", "facts": {"budget": "1.250"}}))
    [message] = messages(InputError, read_region, path, VOCABULARY)
    assert message.endswith("facts.budget: 1.250 may mean two things; write 1250 or 1.25")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("50%", "50%: no percentage belongs here; write the number itself, in the unit of the fact"),
        ("€ 5", "€ 5: this isn't counted in euros; write just the number"),
    ],
)
def test_a_sign_that_does_not_belong_is_named(text: str, message: str) -> None:
    """A budget in millions of euros isn't given in euros, and not in per cent."""
    millions = evolve(VOCABULARY.facts["budget"], unit=Text("miljoen euro", "million euros"))
    vocabulary = evolve(VOCABULARY, facts={**VOCABULARY.facts, "budget": millions})
    assert messages(InputError, Region("R").set, {"budget": text}, vocabulary) == [f"budget: {message}"]
