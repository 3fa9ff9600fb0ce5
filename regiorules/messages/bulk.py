"""Tables of many regions."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "bulk_no_spark": Text(
        "hiervoor is PySpark nodig: pip install 'regiorules[spark]'",
        "this needs PySpark: pip install 'regiorules[spark]'",
    ),
}
