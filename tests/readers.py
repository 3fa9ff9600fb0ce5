"""
All readers that a fuzzer is set on: those of `tests.fuzzed`, and those of plugins.

The plugins read models of DMN and JDM, and the lines of the service that is asked without a port.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from regiorules import Exporter, ExportWish, Importer
from regiorules.plugins import load_plugins
from regiorules.rules.load import load_rulesets
from tests.fuzzed import FUZZED, Fuzzed, always
from tests.paths import DATA, ROOT

sys.path += [str(path) for path in ROOT.glob("plugins/*/src") if str(path) not in sys.path]


def _exported(exporter: Exporter) -> list[bytes]:
    """Small rule sets in that form."""
    found = []
    for name in ("tables", "mini", "fees"):
        knowledge = load_rulesets(DATA / name)
        content = exporter.write(knowledge, ExportWish(knowledge.rulesets[-1].id, "en")).content
        found.append(content if isinstance(content, bytes) else content.encode())
    return found


def _dmn_models() -> list[bytes]:
    from regiorules_dmn import DmnExport

    return _exported(DmnExport())


def _dmn(path: Path) -> None:
    from regiorules_dmn import DmnImport

    _imported(DmnImport(), path)


def _jdm_graphs() -> list[bytes]:
    from regiorules_jdm import JdmExport

    return _exported(JdmExport())


def _jdm(path: Path) -> None:
    from regiorules_jdm import JdmImport

    _imported(JdmImport(), path)


def _imported(importer: Importer, path: Path) -> None:
    """A file that is read gives the sections of a rule set."""
    assert importer.read(path).sections


def _lines() -> list[bytes]:
    """A question to each operation, and several on lines of their own."""
    from regiorules_web.openapi.examples import example
    from regiorules_web.operations import OPERATIONS

    asked = [{"operation": each.name, **example(each, _service().service)} for each in OPERATIONS]
    lines = [json.dumps(each).encode() for each in asked]
    return [*lines, b"\n".join(lines[:3])]


@cache
def _service() -> Any:
    from regiorules_web.limits import Limits
    from regiorules_web.lines import Lines
    from regiorules_web.service import Service

    return Lines(Service(load_plugins(only=())), Limits())


def _answered(path: Path) -> None:
    """Every line has one answer in JSON, and none says that something of ours went wrong."""
    for line in path.read_bytes().splitlines():
        answer = _service().answer(line)
        assert "\n" not in answer
        assert json.loads(answer).get("error", {}).get("status") != 500, answer


READERS: Mapping[str, Fuzzed] = {
    **FUZZED,
    "dmn": Fuzzed("model.dmn", _dmn_models, always(_dmn)),
    "jdm": Fuzzed("graph.json", _jdm_graphs, always(_jdm)),
    "lines": Fuzzed("lines", _lines, always(_answered)),
}
