"""The tiny rule set with a file more, and what is wrong with it then."""

from __future__ import annotations

import re
from pathlib import Path

from tests import mini
from tests.mini import copied

BOTH = "{nl: x, en: x}"
KNOWN_KEYS = re.compile(r"(?<=can stand here) \(but: .*?\)")  # they grow with the format


def mistakes(folder: Path, text: str, **others: str) -> list[str]:
    """The messages about the mini rule set with an extra file z.yaml, and others by name; without the known keys."""
    copy = copied(folder)
    for name, content in {"z": text, **others}.items():
        (copy / f"{name}.yaml").write_text(content, encoding="utf-8")
    return [KNOWN_KEYS.sub("", line) for line in mini.mistakes(copy)]
