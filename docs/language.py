"""
Writes the page on the expression language from the tables of the code.

    python docs/language.py > docs/language.md
"""

from __future__ import annotations

import sys
from typing import get_args

from regiorules.facts.vocabulary import FactType
from regiorules.rules.expressions import MIRRORED, OPPOSITE
from regiorules.rules.language import COMPARISONS, FORMS, MAX_DEPTH, MAX_LENGTH, MAX_NUMBER, OPERATORS

HEAD = """\
# The expression language

What may stand in a condition (`when`, `unless`, `derive`, the header of a decision table) and in a calculation. This
page is made from the code: `python docs/language.py > docs/language.md`. No expression is ever run by Python.
"""
LOGIC = {
    "a and b": "both hold; open where one is open and none fails",
    "a or b": "one of them holds; open where one is open and none holds",
    "not a": "a fails; open where a is open",
    "always": "holds in every region; it stands alone",
    "option in set": "the set has that option",
    "fact in (a, b)": "the fact is one of these; `not in`: none of them",
}
MEANINGS = {
    "count": "how many records there are, or of how many the condition is true",
    "any": "the condition is true of some record",
    "all": "the condition is true of every record",
    "sum": "all values of a field together",
    "max": "the highest value of a field",
    "min": "the lowest value of a field",
    "median": "the middle value of a field",
    "share": "which part of the sum of a field belongs to the records of which the condition is true",
    "size": "how many options are in the set",
    "months_between": "the whole months from the first day to the second, below zero where that is before it: from"
    " 15 January to 14 March 1, to 15 March 2; from 31 January to the end of February 0, to 1 March 1",
    "known": "the fact is known; `not known(fact)` is refused, as what isn't known may still become so",
}
TYPES = {
    "yes_no": "itself, and `not`; never `== yes`",
    "level": "all comparisons, with a level of the same scale",
    "choice": "`==`, `!=`, `in (…)`",
    "set": "`option in fact`, `option not in fact`; comparisons with options between braces or with another set of the"
    " same options: `fact >= {a, b}` has all of these, `fact <= {a, b}` no others, `fact == {a, b}` exactly these,"
    " and `>` and `<` are the same and not equal; `size(fact)`",
    "number": "all comparisons and calculations",
    "text": "`==`, `!=`, `in (…)`, with the text in quotes",
    "date": 'all comparisons, with a day in quotes: `"2026-01-31"`',
    "records": "the functions below",
}


def table(header: str, rows: dict[str, str]) -> str:
    """A table of two columns."""
    lines = [f"| {name} | {text} |" for name, text in rows.items()]
    return "\n".join([header, "| --- | --- |", *lines]) + "\n"


def code(rows: dict[str, str]) -> dict[str, str]:
    """The same rows, with what is written in the language shown as such."""
    return {f"`{name}`": text for name, text in rows.items()}


def page() -> str:
    """The page, as Markdown."""
    signs = {
        sign: f"its opposite is `{OPPOSITE[sign]}`, and read from the other side it is `{MIRRORED[sign]}`"
        for sign in COMPARISONS.values()
    }
    listed = ", ".join(f"`{sign}`" for sign in OPERATORS.values())
    parts = [
        HEAD,
        "## True or false\n",
        table("| written | holds where |", code(LOGIC)),
        "## Comparisons\n",
        table("| sign | |", code(signs)),
        "Several in a row hold together: `2 <= networks < 5`.\n",
        "## What each type of fact allows\n",
        table("| type | in a condition |", code({name: TYPES[name] for name in get_args(FactType)})),
        "`assessment_day` is the day that an assessment is of (`--on`, today unless it is given), and stands where a\n"
        "day may stand: `decided <= assessment_day`. It is never asked, and the assessment keeps it.\n"
        "`regiorules check` proves for that day, and an export that can't say it names it as left out.\n",
        "## Calculations\n",
        f"{listed}, with brackets, between numbers: facts, assumptions, fields and functions that give one. Numbers\n"
        "are written plainly, `250000` or `0.5`. `**` is a power, and goes before the others: `1.02 ** years`. It is\n"
        "rounded as a division is, so that nothing may be held to be equal to it.\n",
        "Where there is no answer the outcome stays open: of a division by 0, of 0 to a power below zero, of a number\n"
        "below zero to a power that isn't whole (`** 0.5`), and of what is too large. Of what is partly known a power\n"
        "lies between those of its ends, wider by one rounding; it is open where one of them may have no answer.\n",
        "## Functions\n",
        table(
            "| function | what it gives |",
            code({text.replace(" / ", "` or `"): MEANINGS[name] for name, text in FORMS.items()}),
        ),
        "## Units\n",
        "A fact or an assumption that is a number has its `unit`, in which it is asked and bounded, and shown\n"
        "where it is worked out; an expression counts with the bare number. It is checked that two numbers that are\n"
        "compared, added or subtracted are in the same unit (`€` is `euro`); one without goes with all.\n"
        "What is multiplied or divided, or a power, has no unit any more: `hours * 60` may be held against minutes.\n",
        "## Limits\n",
        f"An expression has at most {MAX_LENGTH:,} signs and is at most {MAX_DEPTH} deep; a number in it is below\n"
        f"{MAX_NUMBER:.0e}.\n",
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(page())
