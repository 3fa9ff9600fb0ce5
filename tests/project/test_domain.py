"""No word of a field of policy in the package: those stand in the rule sets; here is the list that is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Knowledge
from tests.paths import ROOT

PACKAGE = ROOT / "regiorules"
WORDS = re.compile(
    r"arbeidsmarkt|labou?r.market|gemeent|municipal|\buwv|werkgever|employer|centrum|\bcentre_|subregio|sub.regional|suwi"
    r"|\bvng|flevoland|zeeland|friesland|fryslan|almere|inwoner|inhabit|population|bestuurder|wethouder|alderm[ae]n"
    r"|werkzoek|job.?seek|werkcentr|vacatur|vacanc|jeugd|youth|bijstand|coalitie|coalition|\bmkb|\bsme\b|service.point",
    re.IGNORECASE,
)
OWN = {  # the product's own description
    "__init__.py": ("reasoned advice on connecting local and regional employer services",),
    "cli/__init__.py": (
        "Onderbouwd advies over het verbinden van lokale en regionale werkgeversdienstverlening.",
        "Reasoned advice on connecting local and regional employer services.",
    ),
}


def found(path: str, text: str, ids: re.Pattern[str]) -> Iterator[str]:
    """The words of a field of policy in a file and its name, but for what it may say."""
    for sentence in OWN.get(path, ()):
        assert sentence in text
        text = text.replace(sentence, "")
    for number, line in enumerate([path, *text.splitlines()]):
        for match in (*WORDS.finditer(line), *ids.finditer(line)):
            yield f"{path}:{number}: {match[0]}"


def ids_of(*each: Knowledge) -> re.Pattern[str]:
    """The names that rule sets give to facts, conclusions, options and the rest, where they have several words."""
    names: set[str] = set()
    for knowledge in each:
        facts = knowledge.vocabulary.facts
        names |= {*facts, *knowledge.vocabulary.parameters, *knowledge.conclusions, *knowledge.rules, *knowledge.topics}
        names |= {name for fact in facts.values() for name in fact.option_ids}
        names |= {name for terms in knowledge.terms.values() for name in terms}
    return re.compile(rf"\b({'|'.join(sorted(name for name in names if '_' in name or '-' in name))})\b")


IDS = ids_of(load_rulesets(ruleset_folder("core")), load_rulesets(ROOT / "examples" / "domains" / "jeugdzorg"))
FILES = {
    path.relative_to(PACKAGE).as_posix(): path
    for path in sorted(PACKAGE.rglob("*"))
    if path.is_file() and not {"__pycache__", "fonts"} & {*path.parts}
}


def test_no_file_speaks_of_a_field_of_policy() -> None:
    """In code, comments, messages, help and names of files, in both languages; and nothing but code stands there."""
    assert {path.suffix for path in FILES.values()} <= {".py", ".pyi", ".typed", ".j2", ".css"}
    assert [each for name, path in FILES.items() for each in found(name, path.read_text("utf-8"), IDS)] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("facts/region.py", 'TABLE = "municipalities"'),
        ("facts/arbeidsmarktregios.csv", ""),
        ("messages/facts.py", "dit is geen gemeente"),
        ("messages/facts.py", "this isn't a labour-market region"),
        ("cli/given.py", "--set large_city=100000"),
        ("advice/labels.py", 'if path == "service_point":'),
        ("__init__.py", f"{OWN['__init__.py'][0]}: for employers"),
    ],
)
def test_such_a_word_is_found(name: str, text: str) -> None:
    """Wherever it comes back: in a line, in a name of a file, beside what may stand."""
    assert list(found(name, text, IDS))


def test_the_names_of_rule_sets_are_on_the_list() -> None:
    """Those of core and of the second field, each as a whole."""
    assert all(IDS.search(name) for name in ("centre_municipality", "large_city"))
    assert Path(ROOT / "rulesets" / "core" / "data" / "arbeidsmarktregios-2016.csv").is_file()
