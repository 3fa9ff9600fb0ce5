"""JSON: the assessment, with the advice in words beside it."""

from __future__ import annotations

import json
from typing import Any

from cattrs import Converter

from regiorules.advice.model import Advice
from regiorules.render.renderer import Layout
from regiorules.text import visible_json

_CONVERTER = Converter(unstruct_collection_overrides={tuple: list})


def render(advice: Advice, layout: Layout) -> str:
    """
    The assessment as `Assessment.to_data` has it, and the advice under `advice`: what is behind `--format json`.

    Its shape is `regiorules schema assessment`.
    """
    words: dict[str, Any] = _CONVERTER.unstructure(advice)
    for name in ("assessment", "region", "date"):  # already in the assessment itself
        del words[name]
    document = {**advice.assessment.to_data(), "advice": words}
    return to_json(document)


def to_json(data: object) -> str:
    """Data or attrs values as JSON text, the same way everywhere."""
    text = json.dumps(_CONVERTER.unstructure(data), ensure_ascii=False, indent=2, allow_nan=False)
    return visible_json(text) + "\n"
