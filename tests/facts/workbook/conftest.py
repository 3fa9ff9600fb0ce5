"""A rule set of one's own, beside the mini one."""

from __future__ import annotations

from pathlib import Path

import pytest

OWN = """\
ruleset:
  id: own
  version: 1.0.0
  title: {nl: Eigen, en: Own}
  source: {title: {nl: Proefbron, en: Trial source}}
  extends: [mini]
facts:
  own_level:
    type: level
    scale: {little: {nl: weinig, en: little}, much: {nl: veel, en: much}}
    group: region
    title: {nl: Eigen maat, en: Own measure}
    question: {nl: Hoeveel is er?, en: How much is there?}
  own_set:
    type: set
    scale: {north: {nl: noord, en: north}, south: {nl: zuid, en: south}}
    title: {nl: Windstreken, en: Directions}
    question: {nl: Welke kanten?, en: Which sides?}
  own_list:
    type: records
    title: {nl: "Plannen: 'groot' / klein [alle] die er zijn", en: History}
    question: {nl: Welke plannen?, en: Which plans?}
    fields:
      label: {type: text, required: yes, title: {nl: Naam, en: Name}}
      done: {type: yes_no, title: {nl: Klaar, en: Done}}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small rule set beside mini."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "ruleset.yaml").write_text(OWN, encoding="utf-8")
    return folder
