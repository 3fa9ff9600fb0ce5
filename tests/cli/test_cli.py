"""The command line: what `advise` and its neighbours print, and what they say of input that can't be used."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import click.testing
import jsonschema
import pytest
import yaml
from attrs import frozen

import regiorules
from regiorules.authoring.testing import running
from regiorules.cli import main
from regiorules.engine import rete
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.paths import GOLDEN, ROOT

FLEVOLAND = ROOT / "examples" / "regions" / "flevoland.yaml"
EXAMPLES = sorted((ROOT / "examples" / "regions").glob("*.yaml"))
CORE = ruleset_folder("core")
KNOWLEDGE = load_rulesets(CORE)
WRITE_GOLDEN = os.environ.get("REGIORULES_GOLDEN") == "write"
NO_DURABLE = pytest.mark.skipif(not rete.available(), reason="durable-rules isn't installed")
SETTINGS = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "REGIORULES_LANG")


@frozen
class Result:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()

    @property
    def words(self) -> str:
        """Standard output without the breaks of its lines."""
        return " ".join(self.out.split())

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """
    Runs a command in this process, with nothing of the environment that would change what it prints.

    The rule set `core` is read once for all of them.
    """
    monkeypatch.setattr(
        "regiorules.api.load_rulesets", lambda *folders: KNOWLEDGE if folders == (CORE,) else load_rulesets(*folders)
    )
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REGIORULES_PLUGINS", "")

    def go(*words: object, stdin: bytes | None = None, **environment: str) -> Result:
        arguments = [str(word) for word in words]
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["regiorules", *arguments])
            result = click.testing.CliRunner(env=environment).invoke(main, arguments, input=stdin)
        assert isinstance(result.exception, SystemExit | None), result.exception
        return Result(result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode())

    return go


def run_apart(*words: object, **environment: str) -> Result:
    """Runs a command in a process of its own, with its output in pipes."""
    clean = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    done = subprocess.run(
        [sys.executable, "-m", "regiorules", *map(str, words)],
        capture_output=True,
        check=False,
        env={**clean, "REGIORULES_PLUGINS": "", **environment},
        cwd=ROOT,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def refused(result: Result, lines: int = 1) -> list[str]:
    """The lines of an error, after checking that it is one: exit 2, nothing on standard output, no traceback."""
    assert result.code == 2
    assert result.out == ""
    assert "Traceback" not in result.err
    assert len(result.lines) == lines, result.err
    return result.lines


def done(result: Result) -> Result:
    """The result, after checking that the command did its work."""
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("\n")
    return result


# --- Flevoland -----------------------------------------------------------------------------


@pytest.fixture
def flevoland(run: Run) -> Callable[..., Result]:
    return lambda *words, **environment: done(run("advise", FLEVOLAND, *words, **environment))


def titles(*names: str, lang: Any = "nl") -> list[str]:
    return [KNOWLEDGE.conclusions[name].title.say(lang) for name in names]


@pytest.mark.parametrize(
    ("lang", "route", "centre", "ask"),
    [
        ("nl", "Via subregionale netwerken (sterk)", "Almere (centrumgemeente)", "Vraag als eerste: 1. "),
        ("en", "Via subregional networks (strong)", "Almere (centre municipality)", "Ask first: 1. "),
    ],
)
def test_advice_for_flevoland(flevoland: Callable[..., Result], lang: str, route: str, centre: str, ask: str) -> None:
    """The route, the risks, the advice to Almere and the next questions are there; that the centre decides isn't."""
    words = flevoland("--lang", lang).words
    risk, continuity, connector = titles("no_agreed_strategy", "continuity_lost", "centre_as_connector", lang=lang)
    assert route in words
    assert risk in words
    assert continuity in words
    assert f"{connector} — {centre}" in words
    after = words.split(ask)[1]
    assert after.split("?")[0] in {
        fact.question.say(lang).rstrip("?") for fact in KNOWLEDGE.vocabulary.facts.values() if fact.question
    }


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_centre_does_not_decide_in_flevoland(flevoland: Callable[..., Result], lang: Any) -> None:
    """Nothing in the advice says that Almere, or the centre municipality, decides."""
    words = flevoland("--lang", lang).words
    assert titles("centre_decides", lang=lang)[0] not in words
    assert not re.search(r"(Almere|[Cc]entrumgemeente|[Cc]entre municipality) (beslist|bepaalt|decides)", words)


@pytest.mark.parametrize(
    ("name", "format", "lang"),
    [
        ("flevoland.nl.txt", "text", "nl"),
        ("flevoland.nl.md", "markdown", "nl"),
        ("flevoland.en.txt", "text", "en"),
        ("flevoland.json", "json", "nl"),
    ],
)
def test_golden(flevoland: Callable[..., Result], name: str, format: str, lang: str) -> None:
    """The whole note is what it was; REGIORULES_GOLDEN=write writes it anew."""
    out = flevoland("--format", format, "--lang", lang, "--engine", "compiled").out
    out = re.sub(r'("digest": )"[0-9a-f]{64}"', r'\1"(SHA-256)"', out)  # changes with every comment in a rule file
    if WRITE_GOLDEN:
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(out, "utf-8")
    assert out == (GOLDEN / name).read_text("utf-8")


def test_json_holds_the_same_advice(flevoland: Callable[..., Result]) -> None:
    """What the text says stands in the JSON by its id."""
    data = flevoland("--format", "json").data
    states = data["conclusions"]
    assert states["via_subregional"]["status"] == "holds"
    assert states["via_subregional"]["grade"] == "strong"
    assert states["no_agreed_strategy"]["status"] == "holds"
    assert states["continuity_lost"]["status"] == "holds"
    assert states["centre_decides"]["status"] != "holds"
    assert [route["id"] for route in data["advice"]["narrow"]] == ["via_subregional"]
    assert data["advice"]["questions"]


# --- JSON ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema() -> Any:
    result = run_apart("schema", "assessment")
    return done(result).data


@pytest.mark.parametrize("source", [*EXAMPLES, "Zeeland", "Groot Amsterdam"], ids=lambda source: Path(source).stem)
def test_json_validates(run: Run, schema: Any, source: Path | str) -> None:
    """The JSON of every example and of built-in regions is what `schema assessment` says; an odd key isn't."""
    jsonschema.Draft202012Validator.check_schema(schema)
    where = [source] if isinstance(source, Path) else ["--region", source]
    data = done(run("advise", *where, "--format", "json")).data
    check = jsonschema.Draft202012Validator(schema)
    check.validate(data)
    assert not check.is_valid({**data, "odd": 1})
    assert not check.is_valid({name: value for name, value in data.items() if name != "conclusions"})


@NO_DURABLE
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_executors_agree(run: Run, path: Path) -> None:
    """The durable and the compiled executor give the same JSON apart from their name."""
    one, other = (
        done(run("advise", path, "--format", "json", "--engine", name)).out for name in ("durable", "compiled")
    )
    assert one != other
    assert one.replace('"executor": "durable"', '"executor": "compiled"') == other


@NO_DURABLE
def test_auto_is_durable_where_it_is_installed(flevoland: Callable[..., Result]) -> None:
    """Without --engine the assessment says that durable-rules made it."""
    assert flevoland("--format", "json").data["executor"] == "durable"


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_two_runs_give_the_same_bytes(format: str) -> None:
    """Two processes, each with its own order of hashing, print the same."""
    one, other = (
        done(run_apart("advise", FLEVOLAND, "--format", format, PYTHONHASHSEED=seed)).out for seed in ("1", "2")
    )
    assert one == other


def shuffled(value: Any, random: Random) -> Any:
    """Plain data with the keys of every mapping in another order; lists stay as they are."""
    if isinstance(value, list):
        return [shuffled(each, random) for each in value]
    if not isinstance(value, dict):
        return value
    names = list(value)
    random.shuffle(names)
    return {name: shuffled(value[name], random) for name in names}


def unquoted(value: Any) -> Any:
    """Plain data with null for `unknown`, which between quotes is a word like any other."""
    if isinstance(value, list):
        return [unquoted(each) for each in value]
    if isinstance(value, dict):
        return {name: unquoted(each) for name, each in value.items()}
    return None if value == "unknown" else value


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_shuffled_keys_give_the_same_bytes(run: Run, path: Path, tmp_path: Path) -> None:
    """The keys of the input in another order, as YAML or as JSON, change nothing."""
    data = unquoted(yaml.load(path.read_text("utf-8"), yaml.BaseLoader))
    expected = done(run("advise", path, "--format", "json")).out
    for seed, suffix in ((1, "yaml"), (2, "json")):
        again = shuffled(data, Random(seed))
        assert list(again["facts"]) != list(data["facts"])
        file = tmp_path / f"again.{suffix}"
        text = json.dumps(again) if suffix == "json" else yaml.safe_dump(again, sort_keys=False, allow_unicode=True)
        file.write_text(text, "utf-8")
        assert done(run("advise", file, "--format", "json")).out == expected


# --- the source and its coverage -------------------------------------------------------------


def test_statements_show_no_hole(run: Run) -> None:
    """The table has every statement of the source, and ends with exit code 0."""
    out = done(run("statements")).out
    for name in KNOWLEDGE.statements:
        assert re.search(rf"^\s*{name}\b", out, re.MULTILINE)
    data = done(run("statements", "--format", "json")).data
    assert set(data["statements"]) == set(KNOWLEDGE.statements)
    assert (data["unused"], data["without_rule"], data["gone"]) == ([], [], [])
    assert all(used["rules"] or used["elsewhere"] for used in data["statements"].values())


@pytest.fixture(scope="module")
def core_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the rule set to break."""
    return shutil.copytree(CORE, tmp_path_factory.mktemp("rulesets") / "core")


def deleted(folder: Path, rule: str) -> Iterator[Path]:
    """The rule set without a rule; afterwards the rule is back."""
    path = Path(KNOWLEDGE.rules[rule].place.file)
    path = folder / path.relative_to(CORE)
    text = path.read_text("utf-8")
    without = re.sub(rf"^  {rule}:\n(    .*\n|\n)+", "", text, count=1, flags=re.MULTILINE)
    assert without != text
    path.write_text(without, "utf-8")
    yield folder
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    "rule",
    [
        "route-via-subregional",
        "theme-local-regional-always",
        "client-file-regional",
        "centre-sets-the-course",
        "strategy-not-agreed",
        "size-differences-small",
        "rivierenland-beside-link",
        "services-first-without-service-point",
    ],
)
def test_statements_miss_a_deleted_rule(run: Run, core_copy: Path, rule: str) -> None:
    """Whichever rule is deleted, `statements` says which one is gone and ends with exit code 1."""
    for folder in deleted(core_copy, rule):
        result = run("statements", "--ruleset", folder)
        assert result.code == 1
        assert rule in result.err
        assert run("statements", "--ruleset", folder, "--format", "json").data["gone"] == [rule]


def test_the_copy_itself_has_no_hole(run: Run, core_copy: Path) -> None:
    """The copied rule set is complete, so that it is the deleted rule that was missed."""
    assert run("statements", "--ruleset", core_copy).code == 0


# --- mistakes in the input -------------------------------------------------------------------

SIX = """\
region: Testland
facts:
  sme_rol: large
  coalition: fragil
  member_considers_leaving: misschien
  municipality_count: 4
  municipalities:
    - {name: Dorp, population: -5}
    - {population: 3000}
"""


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_six_mistakes_give_six_lines(run: Run, tmp_path: Path, lang: str) -> None:
    """Every mistake in a file is reported in one run, each with its line and column, in the order of the file."""
    file = tmp_path / "six.yaml"
    file.write_text(SIX, "utf-8")
    lines = refused(run("advise", file, "--lang", lang), 6)
    places = ["3:3", "4:14", "5:29", "6:23", "8:32", "9:7"]
    assert [line.split(" ")[0] for line in lines] == [f"{file}:{place}:"[:-1] for place in places]
    for line, word in zip(lines, ("sme_role", "fragil", "misschien", "municipality_count", "-5", "name"), strict=True):
        assert word in line
    assert ("did you mean sme_role?" in lines[0]) is (lang == "en")


def municipalities(record: str) -> str:
    return f"region: Testland\nfacts:\n  municipalities:\n    - {record}\n"


LAUGHS = "a: &a [lol, lol]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
MISTAKES = {
    "an empty file": ("", None),
    "only a comment": ("# nothing\n", None),
    "a billion laughs": (LAUGHS, "1:4"),
    "nested without end": ("region: " + "[" * 5000, "1:"),
    "too many values": ("region: T\nfacts: [" + "1," * 250_000 + "]\n", "2:"),
    "a population of -5": (municipalities("{name: Dorp, population: -5}"), "4:32"),
    "a population of 0": (municipalities("{name: Dorp, population: 0}"), "4:32"),
    "a population of NaN": (municipalities("{name: Dorp, population: NaN}"), "4:32"),
    "a population of .nan": (municipalities("{name: Dorp, population: .nan}"), "4:32"),
    "an infinite population": (municipalities("{name: Dorp, population: .inf}"), "4:32"),
    "half an inhabitant": (municipalities("{name: Dorp, population: 10.5}"), "4:32"),
    "points between thousands": (municipalities("{name: Dorp, population: 75.00.0}"), "4:32"),
    "a region twice": ("region: Testland\nregion: Elders\n", "2:1"),
    "a municipality without a name": (municipalities("{population: 5000}"), "4:7"),
    "a municipality twice": (municipalities("{name: Dorp}\n    - {name: dorp}"), "5:14"),
    "a fact that isn't in the vocabulary": ("region: T\nfacts:\n  sme_roll: large\n", "3:3"),
    "a level that isn't one": ("region: T\nfacts:\n  sme_role: huge\n", "3:13"),
    "no region": ("facts:\n  sme_role: large\n", "1:1"),
    "a list": ("- region\n", "1:1"),
    "a text": ("hallo\n", "1:1"),
    "two documents": ("region: T\n---\nregion: U\n", "2:"),
    "no YAML": ("region: [T\n", None),
    "a tab": ("region: T\nfacts:\n\tsme_role: large\n", "3:1"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_gives_one_line(run: Run, tmp_path: Path, mistake: str) -> None:
    """Whatever is wrong with a file: one line that names the file and the place, exit code 2."""
    text, place = MISTAKES[mistake]
    file = tmp_path / "region.yaml"
    file.write_text(text, "utf-8")
    (line,) = refused(run("advise", file))
    assert line.startswith(f"{file}:{place}" if place else str(file))


def test_twenty_megabytes_are_refused(run: Run, tmp_path: Path) -> None:
    """A file of 20 MB isn't read at all."""
    file = tmp_path / "large.yaml"
    file.write_text("region: Testland\nfacts:\n" + "  sme_role: large\n" * 1_200_000, "utf-8")
    assert file.stat().st_size > 20_000_000
    (line,) = refused(run("advise", file))
    assert "MB" in line


def test_json_mistakes(run: Run, tmp_path: Path) -> None:
    """JSON is read as strictly as YAML, with places."""
    file = tmp_path / "region.json"
    for text, place in (
        ('{"region": "T", "region": "U"}', "1:17"),
        ('{"region": "T",\n "facts": {"municipalities": [{"name": "D", "population": NaN}]}}', "2:59"),
        ('{"region": "T",}', "1:"),
        ("", ""),
    ):
        file.write_text(text, "utf-8")
        (line,) = refused(run("advise", file))
        assert line.startswith(f"{file}:{place}")


def test_bytes_that_are_no_text(run: Run, tmp_path: Path) -> None:
    """A file that isn't UTF-8, or holds a NUL, is refused with one line."""
    for content in (b"region: S\xfadwest\n", b"region: T\0\n", bytes(range(256))):
        file = tmp_path / "region.yaml"
        file.write_bytes(content)
        (line,) = refused(run("advise", file))
        assert line.startswith(str(file))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["advise", "nowhere.yaml"], "nowhere.yaml"),
        (["advise", "."], "."),
        (["advise"], "--region"),
        (["advise", FLEVOLAND, "--region", "Zeeland"], "--region"),
        (["advise", "--region", "Zeland"], "Zeeland"),
        (["advise", "--region", "Zeeland", "--format", "pdf"], "pdf"),
        (["advise", "--region", "Zeeland", "--engine", "warp"], "warp"),
        (["advise", "--region", "Zeeland", "--lang", "fr"], "fr"),
        (["advise", "--region", "Zeeland", "--fromat", "json"], "--format"),
        (["advise", "--region", "Zeeland", "--ruleset", "kern"], "kern"),
        (["advise", "--region", "Zeeland", "--output", "/nowhere/advice.txt"], "/nowhere/advice.txt"),
        (["advise", "--region", "Zeeland", "--output", "/"], "/"),
        (["advise", "--region", "Zeeland", "--set", "large_cty=1000"], "large_city"),
        (["advise", "--region", "Zeeland", "--set", "large_city"], "large_city"),
        (["advise", "--region", "Zeeland", "--set", "large_city=veel"], "veel"),
        (["advise", "--region", "Zeeland", "--set", "large_city=-1"], "-1"),
        (["advise", "--region", "Zeeland", "--set", "sme_role=huge"], "huge"),
        (["advise", "--region", "Zeeland", "--set", "large_cities=3"], "large_cities"),
        (["advise", "--region", "Zeeland", "--profiles", "nowhere.csv"], "nowhere.csv"),
        (["advice"], "advice"),
        (["rules", "--statement", "S99"], "S99"),
        (["schema", "nothing"], "nothing"),
        (["regions", "--profiles", "nowhere.csv"], "nowhere.csv"),
    ],
    ids=lambda value: " ".join(Path(str(word)).name for word in value) if isinstance(value, list) else "",
)
def test_wrong_command_lines(run: Run, words: list[Any], said: str) -> None:
    """A command line that can't be carried out gives one line that names what is wrong, and exit code 2."""
    (line,) = refused(run(*words))
    assert said in line


def test_an_error_in_a_process_of_its_own() -> None:
    """Also in a shell an error is one line without a traceback; --debug shows the traceback."""
    (line,) = refused(run_apart("advise", "nowhere.yaml", "--lang", "en"))
    assert line == "nowhere.yaml: this file doesn't exist"
    debugged = run_apart("advise", "nowhere.yaml", "--debug")
    assert debugged.code != 0
    assert "Traceback" in debugged.err


def test_a_broken_rule_set_is_an_error(run: Run, tmp_path: Path) -> None:
    """A rule set with mistakes gives a line for each, and exit code 2."""
    folder = shutil.copytree(CORE, tmp_path / "core")
    wrong = (
        ("topics.yaml", "supralocal_employers >=", "supralocal_emplyers >="),
        ("routes.yaml", "== large", "== lage"),
    )
    for name, right, mistake in wrong:
        path = folder / "rules" / name
        text = path.read_text("utf-8")
        assert right in text
        path.write_text(text.replace(right, mistake, 1), "utf-8")
    lines = refused(run("advise", "--region", "Zeeland", "--ruleset", folder, "--lang", "en"), 2)
    for line, name, word in zip(lines, ("routes", "topics"), ("large", "supralocal_employers"), strict=True):
        assert re.match(re.escape(str(folder / "rules" / name)) + r"\.yaml:\d+:\d+ ", line)
        assert line.endswith(f"did you mean {word}?")


# --- languages -------------------------------------------------------------------------------


def test_languages_of_errors(run: Run) -> None:
    """Errors are in Dutch, and in English with --lang en or REGIORULES_LANG=en."""
    dutch, english = "nergens.yaml: dit bestand bestaat niet", "nergens.yaml: this file doesn't exist"
    assert refused(run("advise", "nergens.yaml")) == [dutch]
    assert refused(run("advise", "nergens.yaml", "--lang", "en")) == [english]
    assert refused(run("advise", "nergens.yaml", "--lang=en")) == [english]
    assert refused(run("advise", "nergens.yaml", REGIORULES_LANG="en")) == [english]
    assert refused(run("advise", "nergens.yaml", "--lang", "nl", REGIORULES_LANG="en")) == [dutch]


def test_language_of_the_environment(flevoland: Callable[..., Result]) -> None:
    """REGIORULES_LANG=en gives what --lang en gives; --lang wins."""
    assert flevoland(REGIORULES_LANG="en").out == flevoland("--lang", "en").out
    assert flevoland("--lang", "nl", REGIORULES_LANG="en").out == flevoland().out
    assert flevoland().out != flevoland("--lang", "en").out


def test_help_in_both_languages() -> None:
    """The help is in Dutch, and in English with REGIORULES_LANG=en; every command is in it with its own help."""
    dutch, english = done(run_apart("--help")), done(run_apart("--help", REGIORULES_LANG="en"))
    assert "Opdrachten:" in dutch.out
    assert "Commands:" in english.out
    for name in ("advise", "facts", "regions", "rules", "schema", "statements"):
        assert name in dutch.out
        assert name in english.out
    assert "Geef advies" in done(run_apart("advise", "--help")).words


def test_version(run: Run) -> None:
    """--version says which version this is."""
    assert done(run("--version")).out == f"regiorules {regiorules.__version__}\n"


# --- options ---------------------------------------------------------------------------------


def test_set_changes_an_assumption(flevoland: Callable[..., Result]) -> None:
    """A higher bound for a large city leaves one of two; the text and the parameters say which bound was used."""
    before = flevoland("--format", "json").data
    after = flevoland("--format", "json", "--set", "large_city=100000").data
    assert (before["facts"]["large_cities"]["value"], after["facts"]["large_cities"]["value"]) == (2, 1)
    assert after["parameters"]["large_city"] == 100_000
    assert before["rules"]["subregional-several-large-cities"]["status"] == "holds"
    assert after["rules"]["subregional-several-large-cities"]["status"] == "fails"
    assert "100.000" in flevoland("--set", "large_city=100000").out


def test_set_changes_a_fact(flevoland: Callable[..., Result]) -> None:
    """A fact may be set by id or by its Dutch or English label, also to unknown; the last one wins."""
    for value in ("connected", "verbonden", "Connected"):
        data = flevoland("--format", "json", "--set", f"regional_network={value}").data
        assert data["facts"]["regional_network"]["value"] == "connected"
        assert data["conclusions"]["via_subregional"]["status"] == "fails"
    data = flevoland("--format", "json", "--set", "regional_network=unknown").data
    assert data["facts"]["regional_network"]["value"] is None
    assert data["conclusions"]["via_subregional"]["status"] == "open"


CSV = """\
region_number,region,municipality,population
1,Nieuwland,Grootstad,250000
1,Nieuwland,Middelstad,90000
1,Nieuwland,Kleindorp,8000
2,Zeeland,Middelburg,48000
"""


def test_profiles_of_ones_own(run: Run, tmp_path: Path) -> None:
    """Newer figures come from a CSV file with the same columns, for --region, for a file and for `regions`."""
    table = tmp_path / "regions.csv"
    table.write_text(CSV, "utf-8")
    data = done(run("advise", "--region", "nieuwland", "--profiles", table, "--format", "json")).data
    assert data["region"] == "Nieuwland"
    assert data["facts"]["population_total"]["value"] == 348_000
    file = tmp_path / "zeeland.yaml"
    file.write_text("profile: Zeeland\n", "utf-8")
    data = done(run("advise", file, "--profiles", table, "--format", "json")).data
    assert data["facts"]["municipality_count"]["value"] == 1
    listed = done(run("regions", "--profiles", table)).out
    assert "Nieuwland" in listed
    assert "Groningen" not in listed
    table.write_text(CSV.replace("90000", "-3").replace("8000\n", "\n"), "utf-8")
    assert all(str(table) in line for line in run("regions", "--profiles", table).lines)
    assert run("regions", "--profiles", table).code == 2


def test_standard_input(run: Run, flevoland: Callable[..., Result]) -> None:
    """The file `-` is standard input, and its mistakes have places too."""
    assert done(run("advise", "-", stdin=FLEVOLAND.read_bytes())).out == flevoland().out
    assert refused(run("advise", "-", stdin=b"region: T\nregion: U\n", REGIORULES_LANG="en"))[0].startswith("-:2:1")
    refused(run("advise", "-", stdin=b""))


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_output_goes_whole_into_a_file(run: Run, flevoland: Callable[..., Result], tmp_path: Path, format: str) -> None:
    """--output writes what would have been printed, over what was there, and leaves nothing beside it."""
    file = tmp_path / "advies"
    file.write_text("vorige keer" * 100_000, "utf-8")
    result = run("advise", FLEVOLAND, "--format", format, "--output", file)
    assert (result.code, result.out, result.err) == (0, "", f"geschreven: {file}\n")
    assert file.read_text("utf-8") == flevoland("--format", format).out
    assert list(tmp_path.iterdir()) == [file]


def test_output_is_left_alone_on_an_error(run: Run, tmp_path: Path) -> None:
    """Where there is no advice, the file that was there stays."""
    file = tmp_path / "advies.txt"
    file.write_text("vorige keer", "utf-8")
    refused(run("advise", "nowhere.yaml", "--output", file))
    assert file.read_text("utf-8") == "vorige keer"


def test_an_unknown_format_is_found_before_the_output_is_touched(run: Run, tmp_path: Path) -> None:
    """No file comes into being for a format that doesn't exist."""
    refused(run("advise", FLEVOLAND, "--format", "pdf", "--output", tmp_path / "x.pdf"))
    assert list(tmp_path.iterdir()) == []


# --- wide, narrow, piped -----------------------------------------------------------------------

LISTS: list[Any] = [["facts"], ["rules"], ["statements"]]
WIDE = [["advise", FLEVOLAND], ["advise", "--region", "Midden-Utrecht"], *LISTS, ["regions"]]


@pytest.mark.parametrize(
    ("words", "width"),
    [(words, width) for words in WIDE for width in (50, 200)],
    ids=lambda value: " ".join(Path(str(word)).stem for word in value) if isinstance(value, list) else str(value),
)
def test_no_line_is_wider_than_the_terminal(run: Run, words: list[Any], width: int) -> None:
    """Whatever the width, every line fits it, in both languages."""
    for lang in ("nl", "en"):
        out = done(run(*words, "--lang", lang, COLUMNS=str(width))).out
        assert [line for line in out.splitlines() if len(line) > width] == []
        assert [line for line in out.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("words", [["advise", FLEVOLAND], *LISTS, ["regions"]], ids=lambda words: words[0])
def test_a_pipe_gets_no_escape_codes(words: list[Any]) -> None:
    """In a pipe there is plain text only, whatever the terminal would have been."""
    result = done(run_apart(*words, TERM="xterm-256color"))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", result.out)
    assert max(map(len, result.out.splitlines())) <= 100


def test_a_closed_pipe_is_no_error() -> None:
    """`regiorules rules | head -1` ends quietly."""
    done = subprocess.run(
        f"REGIORULES_PLUGINS= {sys.executable} -m regiorules rules | head -1",
        shell=True,
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


# --- lists -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_facts(run: Run, lang: Any) -> None:
    """`facts` lists every fact with its question and its values, and every assumption; as JSON too."""
    words = done(run("facts", "--lang", lang)).words
    for name, fact in KNOWLEDGE.vocabulary.facts.items():
        assert f"- {name}: " in words
        if fact.question:
            assert " ".join(fact.question.say(lang).split()) in words
    for name in KNOWLEDGE.vocabulary.parameters:
        assert f"- {name} = " in words
    listed = {each["id"]: each for each in done(run("facts", "--format", "json", "--lang", lang)).data}
    assert list(listed) == list(KNOWLEDGE.vocabulary.facts)
    labels = {option.id: option.label.say(lang) for option in KNOWLEDGE.vocabulary.facts["coalition"].options}
    assert listed["coalition"]["options"] == labels
    assert listed["large_cities"]["asked"] is False


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_rules(run: Run, lang: Any) -> None:
    """`rules` shows every rule with its condition, reason and statements; --statement keeps those of one statement."""
    words = done(run("rules", "--lang", lang)).words
    for rule in KNOWLEDGE.rules.values():
        assert f"{rule.id} — " in words
        assert rule.text in words
        assert " ".join(rule.because.say(lang).split()) in words
    listed = done(run("rules", "--statement", "S39", "--format", "json", "--lang", lang)).data
    expected = [rule.id for rule in KNOWLEDGE.rules.values() if "S39" in rule.statements]
    assert [each["id"] for each in listed] == expected
    assert len(expected) >= 3
    few = done(run("rules", "--statement", "S39", "--lang", lang)).words
    assert [name for name in KNOWLEDGE.rules if f"{name} — " in few] == expected


@pytest.mark.parametrize(("lang", "population"), [("nl", "381.955"), ("en", "381,955")])
def test_regions(run: Run, lang: str, population: str) -> None:
    """`regions` lists the 35 built-in regions with their source; as JSON with every municipality."""
    words = done(run("regions", "--lang", lang)).words
    assert f"Flevoland 5 {population} Almere" in words
    assert "CBS" in words
    listed = done(run("regions", "--format", "json", "--lang", lang)).data
    assert len(listed) == 35
    assert all(each["name"] in words for each in listed)
    assert sum(len(each["municipalities"]) for each in listed) == 390
    assert all(each["source"] and each["date"] == "2016-01-01" for each in listed)


@pytest.mark.parametrize("name", ["Flevoland", "flevoland", "6"])
def test_a_region_by_name_or_number(run: Run, name: str) -> None:
    """A built-in region is found by its name, whatever the capitals, or by its number."""
    assert done(run("advise", "--region", name, "--format", "json")).data["region"] == "Flevoland"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("exlain",), "exlain is geen opdracht; bedoelt u explain? (zie --help)"),
        (("qqq",), "qqq is geen opdracht (zie --help)"),
        (("'s-Gravenhage",), "'s-Gravenhage is geen opdracht (zie --help)"),
        (("advise", "--on", "'s"), """--on: "'s" kan hier niet; verwacht: JJJJ-MM-DD (zie --help)"""),
        (("advise", "--on", "2015-13-01"), "--on: '2015-13-01' kan hier niet; verwacht: JJJJ-MM-DD (zie --help)"),
        (("advise", "--time-limit", "0"), "--time-limit: 0.0 kan hier niet; verwacht: SECONDEN (zie --help)"),
        (("compare", "--format", "x"), "--format: 'x' kan hier niet; kies uit: text, markdown, json (zie --help)"),
    ],
)
def test_a_slip_on_the_command_line_is_one_line_with_the_way_on(words: tuple[str, ...], line: str) -> None:
    """A command, a date, a number or a choice that can't be: what was typed, and what was expected."""
    done = running.run(*words)
    assert (done.code, done.out, done.err) == (2, "", f"{line}\n")
