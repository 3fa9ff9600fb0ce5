"""The parts of `make soak`: what each runs, and its share of the time."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen


@frozen
class Part:
    """
    One part: its name, what it is about, what runs (after `python -m`), its share of all seconds, and the environment.

    `{seconds}` in these is the time that the part has.  A part that is `again` looks for new cases each time that it
    runs, and does so until its time is over; another runs once, however long that takes.
    """

    name: str
    about: str
    words: str
    share: float
    environment: Mapping[str, str] = field(factory=dict)
    again: bool = False

    @property
    def command(self) -> str:
        """As somebody types it who wants this part alone."""
        return f"make soak PARTS={self.name}"

    @property
    def counts(self) -> bool:
        """True where pytest runs it, and so says how many tests there were."""
        return self.words.startswith("pytest")


PARTS = (
    Part(
        "differential",
        "every executor, the columns and a plain reference against each other, on random rule sets and regions",
        "pytest -n auto tests/engine/test_differential.py tests/bulk/test_differential.py",
        0.12,
        {"REGIORULES_EXAMPLES": "200", "REGIORULES_ROWS": "50"},
        again=True,
    ),
    Part(
        "exchange",
        "rule sets to DMN and JDM and back, and against the engine of GoRules",
        "pytest -n auto plugins/regiorules-dmn/tests/test_round_trip.py plugins/regiorules-jdm/tests/test_zen.py",
        0.02,
        {"REGIORULES_EXAMPLES": "100"},
        again=True,
    ),
    Part("kit", "the cases of the DMN kit", "pytest -n auto plugins/regiorules-dmn/tests/test_kit.py", 0.005),
    Part(
        "engine",
        "all other tests of the engine and of tables, with more and larger cases",
        "pytest -n auto tests/engine tests/bulk --ignore=tests/engine/test_differential.py"
        " --ignore=tests/bulk/test_differential.py",
        0.1,
        {"REGIORULES_EXAMPLES": "150", "REGIORULES_EVERY": "1"},
    ),
    Part(
        "properties",
        "all other property tests, with examples that weren't tried before",
        "pytest -n auto -m hypothesis tests plugins --ignore=tests/engine --ignore=tests/bulk",
        0.06,
        {"REGIORULES_EVERY": "1", "REGIORULES_ONE_IN": "4"},
    ),
    Part(
        "power-cut",
        "every command that writes, killed at random moments",
        "pytest -n auto tests/cli/test_power_cut.py",
        0.15,
        {"REGIORULES_MOMENTS": "20"},
        again=True,
    ),
    Part(
        "handed-out",
        "wheel and sdist: built twice, compared with git, installed on every Python here; licences; every shell",
        "pytest -n auto tests/project/test_wheel.py tests/project/test_distribution.py tests/project/test_licences.py"
        " tests/cli/test_completion_in_shells.py",
        0.17,
        {"REGIORULES_EVERY": "1"},
    ),
    Part("readers", "strange files for every reader, after the code", "tests.fuzzing --seconds {seconds}", 0.05),
    Part(
        "strange",
        "strange files for every reader, by Hypothesis",
        "pytest -n auto -k 'strange or fuzz' tests plugins",
        0.02,
        {"REGIORULES_FUZZ_SECONDS": "1"},
        again=True,
    ),
    Part(
        "pages",
        "reports, workbooks and the page, in LibreOffice and a browser where these are; every command in the docs",
        "pytest -n auto tests/render tests/facts/workbook tests/cli/test_documented.py plugins/regiorules-web/tests"
        " plugins/regiorules-docx/tests plugins/regiorules-odf/tests",
        0.14,
        {"REGIORULES_EVERY": "1"},
    ),
    Part("mutation", "mistakes in the engine, the rules and the advice", "soak.mutation --seconds {seconds}", 0.155),
    Part("mutated-rules", "mistakes in the rule set core", "soak.rules", 0.005),
    Part(
        "bill",
        "the bill of materials of all that is installed",
        "cyclonedx_py environment --output-reproducible --pyproject pyproject.toml --output-file build/sbom.json",
        0.005,
    ),
)
