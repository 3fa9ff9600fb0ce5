"""The rule sets of plugins are kept as those that are bundled: for as long as their files are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.kept import Store
from regiorules.plugins.rulesets import load_registered
from tests.plugins.trial import installed, plugin


def test_a_rule_set_that_was_edited_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says is what is known; where it is broken it is named each time, and the rest stands."""
    store, folder = Store(tmp_path / "cache"), tmp_path / "own"
    folder.mkdir()
    text = "{{nl: Eigen, en: Own}}"
    head = f"ruleset:\n  id: own\n  version: '{{}}'\n  title: {text}\n  source: {{{{title: {text}}}}}\n"
    registry = installed(monkeypatch, own=lambda: plugin(rulesets=lambda register: register("own", folder)))
    seen = []
    for version in ("1", "2", "", "2", "1"):
        (folder / "ruleset.yaml").write_text(head.format(version) if version else "ruleset: {id: own, x: 1}")
        knowledge, problems = load_registered(registry, store)
        assert (knowledge, problems) == load_registered(registry, store) == load_registered(registry)
        seen.append([each.version for each in knowledge.rulesets if each.id == "own"])
        assert [each.code for each in problems] == ([] if version else ["plugin_ruleset"])
    assert seen == [["1"], ["2"], [], ["2"], ["1"]]
    assert len(list(store.folder.iterdir())) == 3
