"""
Whether any plugin may be installed, found out at a fifth of what `importlib.metadata` costs to import and to ask.

It looks where that would look, in every folder that Python imports from, for a distribution whose entry points name
our group; what they say is left to `regiorules.plugins.discovery`.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.machinery import PathFinder

from regiorules.plugins.names import PROJECT

_GROUP = f"{PROJECT}]".encode()  # the end of `[regiorules]`, whatever is written before it


@cache
def may_be_installed() -> bool:
    """False where no plugin is installed; True where one is, or where only asking can tell. Looked for once."""
    return any(map(_finds_others, sys.meta_path)) or any(map(_may_hold, sys.path))


def _finds_others(finder: object) -> bool:
    """True of what finds distributions in a way of its own."""
    return finder is not PathFinder and hasattr(finder, "find_distributions")


def _may_hold(folder: str) -> bool:
    try:
        names = os.listdir(folder or os.curdir)
    except NotADirectoryError:
        return True  # an archive
    except OSError:
        return False
    return any(_may_name(os.path.join(folder, name)) for name in names if _describes(name.lower()))


def _describes(name: str) -> bool:
    """True of a folder with what a distribution says of itself."""
    return name.endswith((".dist-info", ".egg-info")) or name == "egg-info"


def _may_name(metadata: str) -> bool:
    """True where the entry points in it name our group, or can't be read."""
    try:
        with open(os.path.join(metadata, "entry_points.txt"), "rb") as file:
            return _GROUP in file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
        return False
    except OSError:
        return True
