"""What a rule set says is so of conclusions: one thing each, of two conclusions or more that there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.errors import RuleSetError
from regiorules.rules.load import load_rulesets
from tests.proofs.sown import HEAD, sown

BECAUSE = "because: {nl: Daarom., en: So.}"


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        (f"{{exactly_one: [talk, act], excludes: [act, wait], {BECAUSE}}}", ["constraint_kind"]),
        (f"{{{BECAUSE}}}", ["constraint_kind"]),
        (f"{{at_most_one: [act], {BECAUSE}}}", ["constraint_names"]),
        (f"{{at_most_one: [act, act], {BECAUSE}}}", ["constraint_names"]),
        (f"{{at_most_one: [act, wiat], {BECAUSE}}}", ["unknown_reference"]),
    ],
)
def test_a_constraint_that_says_nothing_is_refused_in_its_place(
    tmp_path: Path, constraint: str, expected: list[str]
) -> None:
    with pytest.raises(RuleSetError) as caught:
        load_rulesets(sown(tmp_path, head=f"{HEAD}  odd: {constraint}\n"))
    assert [each.code for each in caught.value.problems] == expected
    assert all(each.place.line for each in caught.value.problems)
