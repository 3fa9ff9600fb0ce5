"""Several options in one answer, in each way in which people write them."""

from __future__ import annotations

import pytest

from regiorules.cli.answering import Asked
from regiorules.cli.choosing import options_in
from regiorules.errors import Problems
from regiorules.facts.vocabulary import Fact, Option
from regiorules.text import Text
from tests.cli.interviews import VOCABULARY

DOMAINS = VOCABULARY.facts["cooperation_domains"]
IDS = DOMAINS.option_ids


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("1, 3", [1, 3]),
        ("1,3", [1, 3]),
        ("1; 3", [1, 3]),
        ("1 en 3", [1, 3]),
        ("1 EN 3", [1, 3]),
        ("1 and 3", [1, 3]),
        ("1 & 3", [1, 3]),
        ("1+3", [1, 3]),
        ("3 en 1", [1, 3]),
        ("1, 2 en 4", [1, 2, 4]),
        ("1, 2, and 4", [1, 2, 4]),
        ("1 t/m 3", [1, 2, 3]),
        ("1-3", [1, 2, 3]),
        ("1 tot en met 3", [1, 2, 3]),
        ("1 to 3 and 5", [1, 2, 3, 5]),
        ("1 t/m 3 en 5", [1, 2, 3, 5]),
        ("2", [2]),
        ("1 en jeugd", [1, 5]),
        ("jeugd en economie", [4, 5]),
        ("jeugd en zorg en ondersteuning", [5, 6]),
        ("zorg en ondersteuning", [6]),
    ],
)
def test_numbers_ranges_and_words(answer: str, numbers: list[int]) -> None:
    """By number, by word, and both, in the order of the options."""
    meant = {"jeugd": "youth", "economie": "economy", "zorg en ondersteuning": "care"}
    by_number = [IDS[number - 1] for number in numbers] if not any(word in answer for word in meant) else None
    problems = Problems()
    value = Asked(DOMAINS, None, "nl").value(answer, problems)
    assert not problems.found
    if by_number is not None:
        assert value == by_number
    else:
        assert {meant[word] for word in meant if word in answer} <= set(value)
        assert len(value) == len(numbers)


@pytest.mark.parametrize("answer", ["0", "1 en 99", "3-1", "1 t/m 99", "en", "1 en", "misschien en 2", "9999999999-1"])
def test_what_is_not_there_is_not_chosen(answer: str) -> None:
    """A number that nothing has, a range that turns around, half an answer: it is said, and nothing is guessed."""
    problems = Problems()
    Asked(DOMAINS, None, "nl").value(answer, problems)
    assert problems.found


def test_a_word_that_holds_an_and_goes_before_two_words() -> None:
    """`werk en inkomen` is one option, also where `werk` and `inkomen` are others."""
    names = ("werk", "inkomen", "werk en inkomen")
    fact = Fact(
        "set",
        Text("x", "x"),
        id="x",
        options=tuple(Option(f"o{at}", Text(each, each)) for at, each in enumerate(names)),
    )
    assert options_in(fact, fact.option_ids, "werk en inkomen") == ["o2"]
    assert options_in(fact, fact.option_ids, "inkomen en werk") == ["o1", "o0"]
    assert options_in(fact, fact.option_ids, "inkomen en werk en inkomen") == ["o1", "o2"]


def test_a_very_long_answer_takes_no_time() -> None:
    """A line of thousands of words is refused as any other."""
    assert options_in(DOMAINS, IDS, " en ".join(["x"] * 5_000)) is None
    assert options_in(DOMAINS, IDS, " en ".join(["1"] * 40)) == [IDS[0]]
