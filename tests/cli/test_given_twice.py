"""What is given twice on the command line is never silently the last."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from regiorules.cli import main
from regiorules.cli.once import Once
from regiorules.errors import InputError
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, Source, region_of
from regiorules.facts.source import add_facts
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.commands import detail, run
from tests.mini import messages

CORE = load_rulesets(ruleset_folder("core")).vocabulary
ZEELAND = ("--region", "Zeeland", "--lang", "en")
COMMANDS = ("advise", "explain", "questions", "whatif", "ask", "questionnaire", "history")


@pytest.mark.parametrize(
    ("option", "first", "second"),
    [
        ("--region", "Zeeland", "Flevoland"),
        ("--on", "2016-01-01", "2017-01-01"),
        ("--format", "text", "json"),
        ("--output", "a.txt", "b.txt"),
        ("--profiles", "2016", "2017"),
        ("--engine", "auto", "compiled"),
        ("--lang", "en", "nl"),
    ],
)
def test_an_option_with_two_values_is_refused(option: str, first: str, second: str) -> None:
    """Both values are named, and nothing is written."""
    words = [*ZEELAND, "--set", "sme_role=large", option, second]
    if option not in words[:-2]:
        words += [option, first]
        first, second = second, first
    code, out, err = run("advise", *words)
    assert (code, out) == (2, "")
    assert detail(err).strip() == f"{option} is given twice, as {first} and as {second}; leave one out"
    assert not Path(second).exists()


def test_the_same_value_twice_is_one() -> None:
    """Nothing is lost then."""
    once = run("advise", *ZEELAND, "--on", "2016-01-01", "--set", "sme_role=large", "--ruleset", "core")
    more = ("--region", "Zeeland", "--on", "2016-01-01", "--set", "sme_role=large", "--ruleset", "core")
    twice = run("advise", *ZEELAND, "--on", "2016-01-01", "--set", "sme_role=large", "--ruleset", "core", *more)
    assert once == twice
    assert once[0] == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_a_fact_set_twice_is_refused_by_every_command(command: str) -> None:
    """Advice, questions, what-if: all by the same door."""
    words = ("sme_role",) if command == "explain" else ()
    twice = ("--set", "sme_role=large", "--set", "sme_role = small")
    code, out, err = run(command, *ZEELAND, *words, *twice)
    assert (code, out) == (2, "")
    assert err == "sme_role is given twice, as large and as small; leave one out\n"


def test_every_option_with_one_value_is_of_that_kind() -> None:
    """In all commands, those that come later too."""
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        for each in (*command.params, *getattr(command, "commands", {}).values()):
            if isinstance(each, click.Option) and not (each.is_flag or each.multiple or each.count):
                assert isinstance(each, Once), (name, each.opts)


# --- two readings ----------------------------------------------------------------------------------


def region(**facts: object) -> Region:
    return region_of({"region": "X", "facts": facts}, CORE)


def write(folder: Path, name: str, facts: str, sources: str = "") -> Path:
    path = folder / name
    path.write_text(f"region: X\n{sources}facts:\n{facts}", encoding="utf-8")
    return path


def test_two_readings_that_disagree_are_an_error_with_both_places(tmp_path: Path) -> None:
    """Whether they are a region file and more facts, or facts twice; --set decides."""
    base = write(tmp_path, "base.yaml", "  sme_role: large\n")
    same, other = (
        write(tmp_path, "same.yaml", "  sme_role: groot\n"),
        write(tmp_path, "other.yaml", "  sme_role: small\n"),
    )
    said = "sme_role is small here, but large in {}; remove one of the two, or choose with --set\n"
    more = ("--facts", f"region={other}", "--lang", "en")
    assert run("advise", base, *more) == (2, "", f"{other}: {said.format(base)}")
    assert run("advise", "--region", "Zeeland", "--facts", f"region={same}", *more) == (
        2,
        "",
        f"{other}: {said.format(same)}",
    )
    agreed = run("advise", base, "--facts", f"region={same}", "--lang", "en")
    assert agreed == run("advise", base, "--lang", "en")
    chosen = run("advise", base, *more, "--set", "sme_role=small")
    assert chosen[0] == 0
    assert chosen == run("advise", other, "--lang", "en")


def test_what_one_reading_leaves_open_the_other_says() -> None:
    """Unknown is no disagreement, in either order; assumptions are compared too."""
    known, unknown = region(sme_role="large"), region(sme_role="unknown")
    for one, other in ((known, unknown), (unknown, known)):
        assert add_facts(one, other).facts["sme_role"].value == "large"
    one, other = (known.set({"large_city": each}, CORE) for each in ("90000", "80000"))
    assert "large_city is 80000 here, but 90000 in X" in messages(InputError, add_facts, one, other)[0]


def test_a_table_of_regions_gives_way_to_what_is_told() -> None:
    """It is where one starts."""
    start = Region(
        "X", {"municipalities": Given([{"name": "A", "population": 1}], ("profile",))}, {"profile": Source("T")}
    )
    told = region(municipalities=[{"name": "B", "population": 2}])
    assert add_facts(start, told).facts["municipalities"] == told.facts["municipalities"]


def test_two_sources_of_one_name_both_stay() -> None:
    """The later gets another name, where its facts say so."""
    one = Region("X", {"a": Given(1, ("krant",))}, {"krant": Source("De ene")})
    other = Region("X", {"a": Given(1, ("krant",)), "b": Given(2, ("krant",))}, {"krant": Source("De andere")})
    both = add_facts(one, other)
    assert {name: each.title for name, each in both.sources.items()} == {"krant": "De ene", "krant-2": "De andere"}
    assert (both.facts["a"].sources, both.facts["b"].sources) == (("krant", "krant-2"), ("krant-2",))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("advise", "a.yaml", "b.yaml"), "b.yaml is hier te veel; zet een naam met spaties tussen aanhalingstekens"),
        (("advise", "a.yaml", "b.yaml", "c d"), "b.yaml c d is hier te veel"),
        (("advise", "a.yaml", "x=ja"), "x=ja is hier te veel; bedoelt u --set x=ja?"),
        (("plugins", "x=ja"), "x=ja is hier te veel; zet"),
        (("advise", "a.yaml", "--set"), "bij --set hoort een waarde"),
        (("advise", "a.yaml", "--help=yes"), "bij --help hoort geen waarde"),
    ],
)
def test_too_much_or_too_little_is_said_in_dutch(words: tuple[str, ...], said: str) -> None:
    """No English of a parser, and no advice to look for it."""
    code, _, err = run(*words)
    assert (code, err.startswith(said)) == (2, True), err
    assert len(err.splitlines()) == 1
