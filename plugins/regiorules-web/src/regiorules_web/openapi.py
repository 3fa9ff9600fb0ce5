"""The description of the API: OpenAPI 3.1, made from the operations and from the JSON Schemas of what they give."""

from __future__ import annotations

from typing import Any

from regiorules.text import Language
from regiorules_web.service import Service


def openapi(service: Service, language: Language) -> dict[str, Any]:
    """The description in one language."""
    return {"openapi": "3.1.0"}
