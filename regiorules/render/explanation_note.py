"""An explanation as a note: a heading, the proof as a tree, and what it waits for."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from regiorules.advice.explain import Explanation, Step
from regiorules.advice.labels import LABELS
from regiorules.facts.dates import show_moment
from regiorules.render.blocks import Block, Branch, Bullets, Heading, Paragraph
from regiorules.render.phrases import phrase
from regiorules.render.speaking import certain_said
from regiorules.render.table_note import table_blocks
from regiorules.text import Language

_SIGNS = {
    "holds": "✓",
    "fails": "✗",
    "open": "?",
    "given": "•",
    "derived": "•",
    "unknown": "?",
    "assumed": "•",
    "off": "–",
    "not_in_force": "–",
    "not_here": "–",
}


def explanation_blocks(explanation: Explanation) -> Iterator[Block]:
    """The blocks of the note."""
    language = explanation.language
    proof = explanation.proof
    status = LABELS[proof.status].say(language) if proof.status in LABELS else phrase(proof.status, language)
    grade = f" ({explanation.grade})" if explanation.grade else ""
    yield Heading(1, f"{proof.text[:1].upper()}{proof.text[1:]}")
    day = f", {phrase('rules_of', language, day=show_moment(explanation.on, language))}" if explanation.on else ""
    is_value = explanation.kind == "" and proof.status not in LABELS
    yield Paragraph(
        f"{explanation.region}: {proof.value if is_value else status}{grade}{_bounds(proof, language)}{day}."
    )
    yield _branch(proof, language)
    for line in explanation.certain:
        yield Paragraph(f"{certain_said(line, language)}.", phrase("certain_anyway", language))
    if explanation.waits_for:
        items = tuple(f"{each.question or each.title} ({each.id})" for each in explanation.waits_for)
        yield Bullets(items, phrase("sharper_by" if proof.status in ("given", "derived") else "waits_for", language))
    used = ", ".join(f"{each.id} {each.version} ({each.digest[:12]})" for each in explanation.rulesets)
    yield Paragraph(used, phrase("rule_sources", language))
    for table in explanation.tables:
        yield from table_blocks(table, language)


def _branch(step: Step, language: Language) -> Branch:
    """A step with those below it; a condition about one thing stands in one line with what was seen of it."""
    line, below = _line(step, language), step
    if step.kind == "condition" and len(step.steps) == 1 and step.steps[0].kind in ("fact", "conclusion"):
        below = step.steps[0]
        below = evolve(below, value=_value(step, below.value))
        said = _line(below, language).split(" ", 1)[1]
        line = f"{_SIGNS[step.status]} {step.text}: {said}" if below.kind == "fact" else f"{_SIGNS[step.status]} {said}"
        if step.status != below.status and below.kind == "conclusion":  # a negation
            line = f"{_SIGNS[step.status]} {step.text} ({below.id}) — {phrase('seen', language)} {below.value}"
    if step.kind == "exception" and not step.id and len(step.steps) == 1:
        joined = _branch(step.steps[0], language)
        return Branch(f"{_exception(step, language)}: {joined.text.split(' ', 1)[1]}", joined.branches)
    if below is not step:
        line += _problem(step)
    return Branch(line, tuple(_branch(each, language) for each in _shown(below)))


def _shown(step: Step) -> Iterator[Step]:
    """The steps below; a rule that fails shows only what makes it fail, a chain of one is one line."""
    for each in step.steps:
        if each.kind in ("all", "any") and step.kind in ("rule", "exception") and each.status != "open":
            yield from _shown(each) if step.status == "holds" else _decisive(each)
        elif each.kind == "not":
            yield from _shown(each)
        elif each.kind == "exception" and step.status == "fails" and not each.decisive:
            continue  # it fails by something else
        else:
            yield each


def _decisive(step: Step) -> Iterator[Step]:
    if step.decisive:
        yield step
    for each in step.steps if step.kind in ("all", "any", "not") else ():
        yield from _decisive(each)


def _line(step: Step, language: Language) -> str:
    sign = _SIGNS[step.status]
    if step.kind == "rule":
        return _rule(step, sign, language)
    if step.kind == "exception":
        said = _rule(step, "", language).lstrip() if step.id else step.text
        return f"{_exception(step, language)}: {said}{_elsewhere(step, language)}"
    if step.kind == "condition":
        seen = f" — {phrase('seen', language)} {_value(step, step.value)}" if step.value else ""
        return f"{sign} {step.text}{seen}{_problem(step)}"
    if step.kind == "assumption":
        return f"{sign} {phrase('assumption', language)} {step.id}: {step.text} = {step.value}. {step.why}"
    if step.kind == "fact":
        return _fact(step, sign, language)
    if step.kind == "calculation":
        return f"{sign} {step.text}{f' = {step.value}' if step.value != step.text else ''}{_problem(step)}"
    if step.kind == "record":
        return f"{sign} {step.text} ({step.value})"
    value = f" — {step.value}{_bounds(step, language)}{_elsewhere(step, language)}" if step.value else ""
    return f"{sign} {step.text} ({step.id}){value}" if step.id else f"{sign} {step.text}"


def _exception(step: Step, language: Language) -> str:
    return f"{_SIGNS[step.status]} {phrase(f'exception_{step.status}', language)}"


def _value(step: Step, value: str) -> str:
    """A value, with what a condition makes of it where it is partly known."""
    return f"{value}{'; ' if step.status == 'open' else ', '}{step.outcome}" if step.outcome else value


def _problem(step: Step) -> str:
    """Why it can't be calculated though all in it is known."""
    return f" — {step.problem}" if step.problem else ""


def _elsewhere(step: Step, language: Language) -> str:
    """Where the steps below stand, if not below."""
    return f" ({phrase(step.elsewhere, language, name=step.id)})" if step.elsewhere else ""


def _bounds(step: Step, language: Language) -> str:
    """The regions that something is for, or the days on which it is in force, where that isn't here or now."""
    if step.regions:
        return f" ({phrase('only_for', language, regions=', '.join(step.regions))})"
    if step.status != "not_in_force" or not step.valid:
        return ""
    first, last = step.valid.split("/")
    name = "in_force_until" if first == "…" else "in_force_from" if last == "…" else "in_force_between"
    return f" ({phrase(name, language, first=first, last=last)})"


def _rule(step: Step, sign: str, language: Language) -> str:
    text = f"{sign} {phrase('rule', language)} {step.id}"
    if step.status == "off":
        return f"{text}: {phrase('switched_off', language, ruleset=step.ruleset)} {step.note}"
    absent = step.status in ("not_in_force", "not_here")
    if absent:
        text += f": {step.value}{_bounds(step, language)}"
    marks = [line.id for line in step.statements]
    if step.basis != "source":
        marks.append(LABELS[step.basis].say(language))
    marks = [", ".join(marks), *dict.fromkeys(line.section for line in step.statements)]
    if step.valid and not absent:
        marks.append(f"{phrase('in_force', language)} {step.valid}")
    text += f": {step.text} [{'; '.join(mark for mark in marks if mark)}]"
    if step.note:
        text += f" {phrase('changed_by', language, ruleset=step.ruleset)} {step.note}"
    return f"{text} {phrase('namely', language)} {step.why}" if step.why else text


def _fact(step: Step, sign: str, language: Language) -> str:
    origin = LABELS[step.status].say(language) if step.status in LABELS else phrase(step.status, language)
    text = f"{sign} {step.text} ({step.id}) = {step.value} — {origin}{_bounds(step, language)}"
    if step.wanted:
        text += f": {step.wanted}"
    text += _problem(step) + _elsewhere(step, language)
    for source in step.sources:
        text += f"; {', '.join(part for part in (source.title, source.date, source.url) if part)}"
    return f"{text}. {step.note}" if step.note else text
