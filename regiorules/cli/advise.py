"""`regiorules advise`: the main job, from facts about a region to reasoned advice."""

from __future__ import annotations

from pathlib import Path

from regiorules.cli.base import command as make
from regiorules.cli.base import has_color, load_knowledge, option, output_option, ruleset_option, terminal_width, write
from regiorules.cli.given import given_region, region_options
from regiorules.text import Language


@make(
    "Geef advies voor een regio: een regiobestand (YAML of JSON), of --region NAAM.",
    "Give advice for a region: a region file (YAML or JSON), or --region NAME.",
)
@region_options
@option(
    "--format",
    default="text",
    show_default=True,
    nl="Uitvoervorm: text, markdown of json.",
    en="Format: text, markdown or json.",
)
@option(
    "--engine",
    default="auto",
    show_default=True,
    nl="Executor: auto, durable of compiled.",
    en="Executor: auto, durable or compiled.",
)
@ruleset_option
@output_option
def command(
    file: Path | None,
    name: str | None,
    profiles: Path | None,
    assignments: tuple[str, ...],
    format: str,
    engine: str,
    rulesets: tuple[str, ...],
    output: Path | None,
    lang: Language,
) -> None:
    """Read, assess, advise, render, write."""
    from regiorules.advice.advise import make_advice
    from regiorules.engine.engine import Engine
    from regiorules.plugins import make_manager, registry
    from regiorules.render.renderer import Layout

    renderer = registry(make_manager()).renderer(format)
    knowledge = load_knowledge(rulesets)
    region = given_region(knowledge.vocabulary, file, name, profiles, assignments)
    advice = make_advice(Engine(knowledge, engine).assess(region), knowledge, lang)
    layout = Layout(terminal_width(), has_color()) if output is None else Layout()
    write(renderer.render(advice, layout), output)
