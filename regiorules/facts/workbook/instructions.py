"""How to fill in the questionnaire: what the first sheet of the workbook says."""

from __future__ import annotations

from collections.abc import Iterable

from regiorules.facts.workbook import layout
from regiorules.text import LANGUAGES, Text

KNOWN = Text(
    " Kiest u daarnaast een bekende regio uit het lijstje, dan mag het tabblad {sheet} leeg blijven: dat wordt dan "
    "voor u ingevuld ({what}).",
    " If you also choose a known region from the list, the sheet {sheet} may stay empty: it is then filled in for you "
    "({what}).",
)
SEVERAL = Text("Meer antwoorden", "Several answers")
LISTS = Text("Lijsten", "Lists")
BOUNDS = Text("Aannames", "Assumptions")
STEPS = (
    (
        Text("Uw regio", "Your region"),
        Text(
            "Vul hierboven de naam van uw regio in.{known}",
            "Fill in the name of your region above.{known}",
        ),
    ),
    (
        Text("Vragen", "Questions"),
        Text(
            "Op het tabblad {facts} {count:staat|staan} {count} {count:vraag|vragen}. Kies bij elke vraag een antwoord "
            "uit het lijstje in de gele "
            "cel. In de kolom {help} staat wat elk antwoord betekent.",
            "The sheet {facts} has {count} {count:question|questions}. Choose an answer to each from the list in the "
            "yellow cell. The "
            "column {help} says what each answer means.",
        ),
    ),
    (
        Text("Niet bekend", "Not known"),
        Text(
            "Weet u iets niet? Kies dan onbekend, of laat de cel leeg. Dat geeft niet: onbekend telt nooit als nee, en "
            "het advies laat zien welke open vraag het meeste uitmaakt.",
            "Is there something you don't know? Choose unknown, or leave the cell empty. That is fine: unknown never "
            "counts as no, and the advice shows which open question matters most.",
        ),
    ),
    (
        Text("Deels bekend", "Partly known"),
        Text(
            "Weet u iets ongeveer? Vul dat dan in. U mag zelf typen: minstens of hoogstens voor een antwoord, niet "
            "ervoor, of ertussen; bij een getal ook 40.000 tot 60.000 of meer dan 75.000.",
            "Do you know something roughly? Fill that in. You may type it yourself: at least or at most before an "
            "answer, not before it, or between two; for a number also 40,000 to 60,000 or more than 75,000.",
        ),
    ),
    (
        SEVERAL,
        Text(
            "Kunt u bij een vraag meer dan één ding aankruisen, kies dan bij elke regel ja of nee. Een regel die u "
            "openlaat, telt als onbekend. Is het er geen, dan mag u achter de vraag zelf geen invullen.",
            "Where a question lets you choose more than one thing, answer yes or no on each line. A line that you "
            "leave open counts as unknown. If it is none of them, you may fill in none behind the question itself.",
        ),
    ),
    (
        LISTS,
        Text(
            "Vul op deze tabbladen één regel per stuk in: {records}. Zijn er meer dan u kent, schrijf dan op de "
            "laatste regel alleen: {others}.",
            "On these sheets, fill in one line for each item: {records}. If there are more than you know, write on the "
            "last line only: {others}.",
        ),
    ),
    (
        Text("Bronnen", "Sources"),
        Text(
            "Bronnen en toelichtingen zijn welkom, maar niet nodig. Geef een bron op het tabblad {sources} een "
            "korte naam (bijvoorbeeld jaarplan) en zet die naam achter het antwoord. Meer bronnen? Zet er "
            "puntkomma's tussen.",
            "Sources and notes are welcome, but not needed. Give a source a short name on the sheet {sources} (for "
            "example plan) and put that name behind the answer. More than one source? Put semicolons between them.",
        ),
    ),
    (
        BOUNDS,
        Text(
            "Het tabblad {parameters} kunt u overslaan; het is er voor wie met andere grenzen wil rekenen.",
            "You may skip the sheet {parameters}; it is there for those who want to work with other bounds.",
        ),
    ),
    (
        Text("Vorm", "Form"),
        Text(
            "Niets is vergrendeld. U mag rijen verplaatsen en kolommen breder maken; laat de namen van tabbladen en "
            "kolommen wel staan.",
            "Nothing is locked. You may move rows and widen columns; do leave the names of sheets and columns.",
        ),
    ),
    (
        Text("Bewaren", "Saving"),
        Text(
            "Bewaar het bestand als .xlsx of .ods. Het advies maakt u met: regiorules advise bestand.xlsx",
            "Save the file as .xlsx or .ods. For the advice, run: regiorules advise file.xlsx",
        ),
    ),
)


def first_labels() -> Iterable[str]:
    """All that the first sheet may have in its first column; what is written of it depends on the rules."""
    for language in LANGUAGES:
        yield from (each.say(language) for each in (layout.NAME, layout.DATE, layout.PROFILE))
        for what, _ in STEPS:
            yield from (f"{number}. {what.say(language)}" for number in range(1, len(STEPS) + 1))
