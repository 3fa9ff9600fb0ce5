"""
RegioRules: reasoned advice on connecting local and regional employer services.

    advice = regiorules.advise({"profile": "NAME", "facts": {"some_fact": "its value"}})

is the whole way, from plain data to plain data.  Step by step, with a value at each:

    knowledge = regiorules.load()
    engine = regiorules.Engine(knowledge)
    region = regiorules.read_region("region.yaml", knowledge.vocabulary)
    advice = regiorules.make_advice(engine.assess(region), knowledge)
    print(regiorules.render_advice(advice))

Everything is a frozen value or safe to share between threads; nothing that is global changes an answer.  The
public names stand in `__init__.pyi`, beside this file.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any

__version__ = "0.1.0"
_LINE = r"(?m)^from (regiorules\S*) import (\w+) as \2$"


@cache
def _modules() -> dict[str, str]:
    """The public names, each with the module that it comes from: read by the package's own loader, zipped or not."""
    loader: Any = __loader__
    stub: bytes = loader.get_data(f"{__file__.rpartition('.')[0]}.pyi")
    return {name: module for module, name in re.findall(_LINE, stub.decode())}


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first used, so that importing the package is cheap."""
    if name == "__all__":
        return sorted(_modules())
    if name.startswith("_") or name not in _modules():
        raise AttributeError(f"module 'regiorules' has no attribute {name!r}")
    return getattr(import_module(_modules()[name]), name)


def __dir__() -> list[str]:
    """The public names, and what every module has."""
    return sorted({*(name for name in globals() if name.startswith("__")), "__all__", *_modules()})
