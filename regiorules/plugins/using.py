"""What registered parts are used for: reading facts, giving profiles, writing documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from regiorules.advice.model import Advice
from regiorules.errors import InputError, Problem, unknown_name
from regiorules.facts.dates import today
from regiorules.facts.entries import Given
from regiorules.facts.profiles import Profile
from regiorules.facts.region import Region, Source
from regiorules.facts.vocabulary import Vocabulary
from regiorules.plugins.registry import Registry
from regiorules.plugins.said import shown, type_name
from regiorules.render.renderer import Layout
from regiorules.rules.model import Knowledge

if TYPE_CHECKING:
    from regiorules.advice.compare import Comparison
    from regiorules.rules.drafts import Draft
    from regiorules.rules.forms import Exported, ExportWish


def read_facts(
    registry: Registry, source: str, path: Path, vocabulary: Vocabulary, profiles: Mapping[str, Profile] | None = None
) -> Region:
    """
    What a source reads in a file.

    Raises InputError for what is wrong in the file, PluginError where the source itself is at fault.
    """

    def read() -> Region:
        words, table = registry.given("regiorules_sources", source, (vocabulary, profiles))
        return _sound_region(registry.sources[source].read(path, words, table), vocabulary)

    return registry.contained("regiorules_sources", source, read, reads=str(path) == "-")


def give_profiles(registry: Registry, name: str, vocabulary: Vocabulary) -> dict[str, Profile]:
    """
    The regions of a registered table, by name, as far as the vocabulary knows their facts.

    Raises PluginError where they can't be had.
    """

    def give() -> dict[str, Profile]:
        return _sound_profiles(registry.profiles[name](), vocabulary)

    return registry.contained("regiorules_profiles", name, give)


def render(
    registry: Registry, format: str, advice: Advice, layout: Layout, time_limit: float | None = None
) -> str | bytes:
    """The advice in a registered format; raises UnknownName, or PluginError where the format fails."""
    renderer = registry.renderer(format)
    guard = registry.guard if time_limit is None else evolve(registry.guard, seconds=time_limit)

    def write() -> str | bytes:
        seen = registry.given("regiorules_renderers", format, advice)
        return _sound_document(renderer.render(seen, layout))

    return registry.contained("regiorules_renderers", format, write, guard=guard)


def render_comparison(registry: Registry, format: str, comparison: Comparison, layout: Layout) -> str | bytes:
    """Regions side by side in a registered format; raises UnknownName, or PluginError where the format fails."""
    if format not in registry.comparisons:
        raise unknown_name("unknown_format", format, registry.comparisons)
    renderer = registry.comparisons[format]

    def write() -> str | bytes:
        seen = registry.given("regiorules_comparisons", format, comparison)
        return _sound_document(renderer.render(seen, layout))

    return registry.contained("regiorules_comparisons", format, write)


def read_draft(registry: Registry, form: str, path: Path) -> Draft:
    """What a registered form reads in a file; raises InputError for what is wrong in it, PluginError for the form."""
    from regiorules.rules.drafts import Draft

    def read() -> Draft:
        draft = registry.imports[form].read(path)
        if not isinstance(draft, Draft):
            raise TypeError(f"{type_name(draft)} is no Draft")
        return draft

    return registry.contained("regiorules_imports", form, read)


def export(registry: Registry, form: str, knowledge: Knowledge, wish: ExportWish) -> Exported:
    """
    A rule set in a registered form; raises InputError, or PluginError where the form fails.

    Assumptions that go by date or region have their value of today, for no region in particular, which is said.
    """
    from regiorules.rules.forms import Exported

    now = knowledge.valued("", today())
    dated = [each for each in knowledge.vocabulary.parameters.values() if each.varies]
    said = (Problem("export_dated", {"name": each.id}, each.place, f"parameters.{each.id}") for each in dated)

    def write() -> Exported:
        seen = registry.given("regiorules_exports", form, now)
        exported = registry.exports[form].write(seen, wish)
        if not isinstance(exported, Exported):
            raise TypeError(f"{type_name(exported)} is not Exported")
        return evolve(exported, content=_sound_document(exported.content), left_out=(*exported.left_out, *said))

    return registry.contained("regiorules_exports", form, write)


def _sound_document(document: Any) -> str | bytes:
    if isinstance(document, str):
        document.encode()  # half of a surrogate pair can't be written anywhere
        return str.__str__(document)
    if isinstance(document, bytes):
        return bytes(document)
    raise TypeError(f"{type_name(document)} is neither text nor bytes")


def _sound_region(region: Any, vocabulary: Vocabulary) -> Region:
    """The region, if it is one: a plugin may have made it without asking the vocabulary."""
    if not isinstance(region, Region):
        raise TypeError(f"{type_name(region)} is no region")
    if not isinstance(region.name, str) or not isinstance(region.date, str):
        raise TypeError("the name or the date of the region isn't a text")
    for name, given in region.facts.items():
        if not isinstance(given, Given) or not isinstance(given.sources, tuple):
            raise TypeError(f"the fact {shown(name)} is {type_name(given)}")
    if not all(isinstance(each, Source) for each in region.sources.values()):
        raise TypeError("a source of the region isn't a Source")
    known = {name: given.value for name, given in region.facts.items() if given.value is not None}
    try:
        Region(region.name).tell(vocabulary, **known, **region.parameters)
    except InputError as cause:
        raise ValueError(cause.say("en")) from cause
    return region


def _sound_profiles(profiles: Any, vocabulary: Vocabulary) -> dict[str, Profile]:
    """The profiles by name, if that is what they are."""
    if not isinstance(profiles, Mapping):
        raise TypeError(f"{type_name(profiles)} is no table of regions")
    return {_text(name): _sound_profile(each, vocabulary) for name, each in profiles.items()}


def _sound_profile(profile: Any, vocabulary: Vocabulary) -> Profile:
    """The profile with what this vocabulary knows of its facts, each as the vocabulary reads it."""
    if not isinstance(profile, Profile):
        raise TypeError(f"{type_name(profile)} is no Profile")
    for text in (profile.name, profile.date, profile.source, profile.licence, *profile.codes.values()):
        _text(text)
    if type(profile.number) not in (int, type(None)):
        raise TypeError(f"the number of {profile.name} is {type_name(profile.number)}")
    if not any(profile.facts.values()):
        raise ValueError(f"{profile.name} has no facts")
    known = {_text(name): value for name, value in profile.facts.items() if name in vocabulary.facts}
    try:
        told = Region(profile.name).tell(vocabulary, **known)
    except InputError as cause:
        raise ValueError(f"{profile.name}: {cause.say('en')}") from cause
    return evolve(profile, facts={name: given.value for name, given in told.facts.items()})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{type_name(value)} where a text belongs")
    return str.__str__(value)
