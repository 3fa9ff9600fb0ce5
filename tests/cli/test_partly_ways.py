"""One dossier of partly known facts, told in four ways: the same advice, byte for byte."""

from __future__ import annotations

from pathlib import Path

from tests.cli.interviews import ask, next_fact
from tests.commands import run

KNOWN = {
    "regional_network": "hoogstens los",
    "regional_strategy_agreed": "minstens deels",
    "employer_service_point": "niet in bedrijf",
    "municipalities": "Almere 218.000, anderen onbekend",
}
CORE = ("--ruleset", "core", "--format", "json")


def advice(*words: object) -> str:
    """The advice as JSON."""
    code, out, err = run("advise", *words, *CORE)
    assert (code, err) == (0, "")
    return out


def test_a_file_set_a_workbook_and_an_interview_say_the_same(tmp_path: Path) -> None:
    """A file with words, `--set`, a questionnaire that is filled with them, and answers over a pipe."""
    plain, told = tmp_path / "plain.yaml", tmp_path / "told.yaml"
    plain.write_text("region: Proefregio\n")
    told.write_text(
        "region: Proefregio\nfacts:\n"
        + "".join(f"  {name}: {said}\n" for name, said in list(KNOWN.items())[:3])
        + "  municipalities:\n    - {name: Almere, population: 218.000}\n    - en andere\n"
    )
    wanted = advice(told)
    assert "at_most" in wanted
    assert advice(plain, *(word for pair in KNOWN.items() for word in ("--set", "=".join(pair)))) == wanted
    assert run("questionnaire", told, "--ruleset", "core", "--output", tmp_path / "told.xlsx")[0] == 0
    assert advice(tmp_path / "told.xlsx") == wanted
    answered: set[str] = set()
    while answered != {*KNOWN}:
        name = next_fact(plain)
        answered.add(name)
        code, _, err = ask(plain, KNOWN.get(name, "?"))
        assert (code, err) == (0, "")
        answered &= {*KNOWN}
    assert advice(plain) == wanted


def test_a_list_between_brackets_is_an_answer_too(tmp_path: Path) -> None:
    """Plain data in one line; what can't be read is said, and asked again."""
    plain = tmp_path / "plain.yaml"
    plain.write_text("region: X\nfacts:\n  regional_network: loose\n")
    listed = "[{name: Almere, population: meer dan 200.000}, en andere]"
    assert run("advise", plain, *CORE, "--set", f"municipalities={listed}")[0] == 0
    out = run("advise", plain, *CORE, "--set", "municipalities=[{name: Almere")[2]
    assert "municipalities:1:" in out
