"""Writing with --output: never over what the run itself reads, and `-` is standard output."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.writing import OUTPUTS, POSIX, go
from tests.mini import MINI

INPUTS = [
    (("advise", "region.yaml", "--ruleset", "./rules"), "region.yaml"),
    (("advise", "--region", "Zeeland", "--facts", "region=facts.yaml", "--ruleset", "./rules"), "facts.yaml"),
    (("advise", "--region", "Zeeland", "--profiles", "regions.csv", "--ruleset", "./rules"), "regions.csv"),
    (("advise", "region.yaml", "--ruleset", "./rules"), "rules/rules.yaml"),
    (("advise", "region.yaml", "--ruleset", "./rules"), "rules/ruleset.yaml"),
    (("explain", "region.yaml", "strained", "--ruleset", "./rules"), "region.yaml"),
    (("questions", "region.yaml", "--ruleset", "./rules"), "region.yaml"),
    (("whatif", "region.yaml", "--set", "trust=high", "--ruleset", "./rules"), "region.yaml"),
    (("compare", "plain.yaml", "other.yaml"), "other.yaml"),
    (("schema", "region", "--ruleset", "./rules"), "rules/ruleset.yaml"),
]


@POSIX
@pytest.mark.parametrize("spelling", ["plain", "dotted", "absolute", "link", "hard link", "descriptor"])
@pytest.mark.parametrize(("words", "name"), INPUTS)
def test_no_input_is_written_over(here: Path, words: tuple[str, ...], name: str, spelling: str) -> None:
    """Whatever is read, under whatever name it is given as output: refused, in one line, and it stays as it was."""
    for each in ("plain", "other"):
        (here / f"{each}.yaml").write_text(f"region: {each}\n")
    before = (here / name).read_bytes()
    (here / "link").symlink_to(here / name)
    (here / "hard").hardlink_to(here / name)
    number = os.open(here / name, os.O_RDWR)
    output = {
        "plain": name,
        "dotted": f"rules/../{name}",
        "absolute": str(here / name),
        "link": "link",
        "hard link": "hard",
        "descriptor": f"/dev/fd/{number}",
    }[spelling]
    form = () if words[0] == "schema" else ("--format", "markdown")
    done = go(*words, *form, "--output", output)
    os.close(number)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"{Path(output)}: dit bestand wordt hier zelf gelezen, en zou verloren gaan; kies een ander bestand met"
        " --output\n"
    )
    assert (here / name).read_bytes() == before


def test_what_isn_t_read_may_be_replaced(here: Path) -> None:
    """A note kept beside the rules, or a file that is called as the region is, isn't an input."""
    for name in ("rules/advies.md", "Zeeland"):
        for _ in range(2):
            assert go("advise", "--region", "Zeeland", "--ruleset", "./rules", "--output", name).code == 0


def test_a_workbook_is_updated_and_nothing_else(here: Path) -> None:
    """The one file that may be written over is the workbook that its questionnaire was read from."""
    assert go("questionnaire", "region.yaml", "--ruleset", "./rules").code == 0
    (here / "link.xlsx").symlink_to("scan.xlsx")
    assert go("questionnaire", "scan.xlsx", "--ruleset", "./rules", "--output", "link.xlsx").code == 0
    assert (here / "link.xlsx").is_symlink()
    before = (here / "scan.xlsx").read_bytes()
    done = go("advise", "scan.xlsx", "--ruleset", "./rules", "--format", "text", "--output", "link.xlsx")
    assert (done.code, (here / "scan.xlsx").read_bytes()) == (2, before)
    done = go("questionnaire", "region.yaml", "--facts", "spreadsheet=scan.xlsx", "--ruleset", "./rules")
    assert (done.code, (here / "scan.xlsx").read_bytes()) == (2, before)


@pytest.mark.parametrize("kind", ["text", "json", "bytes", "schema", "explain"])
def test_a_dash_is_standard_output(here: Path, kind: str) -> None:
    """`-` is what nothing is; bytes go into a pipe too, and nothing is said to be written."""
    words = [each.format(region="region.yaml") for each in OUTPUTS[kind]]
    plainly = go(*words, "--ruleset", MINI)
    dashed = go(*words, "--ruleset", MINI, "--output", "-")
    assert (dashed.code, dashed.err, dashed.content) == (0, "", plainly.content)
    assert not (here / "-").exists()


def test_a_workbook_goes_into_a_pipe(here: Path) -> None:
    """`questionnaire --output -` writes the workbook and nothing else."""
    done = go("questionnaire", "--ruleset", MINI, "--output", "-")
    assert (done.code, done.err, done.content[:2]) == (0, "", b"PK")
