"""The formats of an advice as media types: which there are, and which one is meant."""

from __future__ import annotations

import mimetypes

from regiorules import Registry

_TYPES = {  # those that not every system knows
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def suffix_of(registry: Registry, format: str) -> str:
    """The ending of a file in a format; `.txt` for a format that names none."""
    return next(iter(registry.suffixes.get(format, ())), ".txt")


def media_type_of(suffix: str, content: str | bytes = "") -> str:
    """The media type of a file by its ending; a text says that it is UTF-8."""
    found = _TYPES.get(suffix) or mimetypes.guess_type(f"x{suffix}")[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if isinstance(content, str) and found != "application/json" else found


def media_types(registry: Registry) -> dict[str, str]:
    """The formats that are registered with their media types, in order of registration."""
    return {name: media_type_of(suffix_of(registry, name), b"") for name in registry.renderers}
