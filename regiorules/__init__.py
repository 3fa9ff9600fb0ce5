"""
RegioRules: reasoned advice on connecting local and regional employer services.

    knowledge = regiorules.load()
    engine = regiorules.Engine(knowledge)
    region = regiorules.read_region("flevoland.yaml", knowledge.vocabulary)
    advice = regiorules.make_advice(engine.assess(region), knowledge)
    print(regiorules.render_advice(advice))

Everything is a frozen value or safe to share between threads; nothing is global.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regiorules.advice.advise import make_advice
    from regiorules.advice.changes import what_changes
    from regiorules.advice.compare import compare
    from regiorules.advice.explain import Explanation, explain
    from regiorules.advice.model import Advice
    from regiorules.advice.questions import rank_questions
    from regiorules.advice.session import Session
    from regiorules.api import load, plugin_notes, render_advice
    from regiorules.engine.assessment import Assessment
    from regiorules.engine.engine import Engine
    from regiorules.errors import (
        EngineError,
        InputError,
        MissingExtra,
        PluginError,
        Problem,
        RegioRulesError,
        RuleSetError,
        UnknownName,
    )
    from regiorules.facts.profiles import built_in_profiles, find_profile, read_profiles
    from regiorules.facts.region import Region, read_region, region_from_profile, region_of
    from regiorules.hookspecs import hookimpl
    from regiorules.rules.model import Knowledge

__version__ = "0.1.0"
_WHERE = {
    "Advice": "advice.model",
    "Assessment": "engine.assessment",
    "Engine": "engine.engine",
    "EngineError": "errors",
    "Explanation": "advice.explain",
    "InputError": "errors",
    "Knowledge": "rules.model",
    "MissingExtra": "errors",
    "PluginError": "errors",
    "Problem": "errors",
    "RegioRulesError": "errors",
    "Region": "facts.region",
    "RuleSetError": "errors",
    "Session": "advice.session",
    "UnknownName": "errors",
    "built_in_profiles": "facts.profiles",
    "compare": "advice.compare",
    "explain": "advice.explain",
    "find_profile": "facts.profiles",
    "hookimpl": "hookspecs",
    "load": "api",
    "make_advice": "advice.advise",
    "plugin_notes": "api",
    "rank_questions": "advice.questions",
    "read_profiles": "facts.profiles",
    "read_region": "facts.region",
    "region_from_profile": "facts.region",
    "region_of": "facts.region",
    "render_advice": "api",
    "what_changes": "advice.changes",
}
__all__ = [
    "Advice",
    "Assessment",
    "Engine",
    "EngineError",
    "Explanation",
    "InputError",
    "Knowledge",
    "MissingExtra",
    "PluginError",
    "Problem",
    "RegioRulesError",
    "Region",
    "RuleSetError",
    "Session",
    "UnknownName",
    "built_in_profiles",
    "compare",
    "explain",
    "find_profile",
    "hookimpl",
    "load",
    "make_advice",
    "plugin_notes",
    "rank_questions",
    "read_profiles",
    "read_region",
    "region_from_profile",
    "region_of",
    "render_advice",
    "what_changes",
]


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first used, so that importing the package is cheap."""
    if name not in _WHERE:
        raise AttributeError(f"module 'regiorules' has no attribute {name!r}")
    return getattr(import_module(f"regiorules.{_WHERE[name]}"), name)
