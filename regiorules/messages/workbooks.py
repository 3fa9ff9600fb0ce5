"""Messages about workbooks."""

from __future__ import annotations

from regiorules.text import Text

_KEEP = Text(
    "schrijf met --output naar een ander bestand, of verplaats dit naar een ander werkboek",
    "write to another file with --output, or move this to another workbook",
)

MESSAGES: dict[str, Text] = {
    "openpyxl_missing": Text(
        "voor spreadsheets is openpyxl nodig; installeer regiorules[spreadsheet]",
        "spreadsheets need openpyxl; install regiorules[spreadsheet]",
    ),
    "odfdo_missing": Text(
        "om .ods en .odt te schrijven is odfdo nodig; installeer regiorules[odf]",
        "writing .ods and .odt needs odfdo; install regiorules[odf]",
    ),
    "not_workbook": Text(
        "dit is geen .xlsx- of .ods-bestand, of er staat een wachtwoord op; open het in een spreadsheetprogramma en bewaar het zonder wachtwoord als .xlsx of .ods",
        "this isn't an .xlsx or .ods file, or it has a password; open it in a spreadsheet program and save it as .xlsx or .ods without a password",
    ),
    "workbook_broken": Text(
        "dit werkboek is beschadigd; open het in een spreadsheetprogramma en sla het opnieuw op als .xlsx of .ods",
        "this workbook is damaged; open it in a spreadsheet program and save it again as .xlsx or .ods",
    ),
    "workbook_too_large": Text(
        "uitgepakt is dit werkboek {size} MB; het maximum is {limit} MB, in hoogstens 1000 delen",
        "unpacked this workbook is {size} MB; the limit is {limit} MB, in at most 1000 parts",
    ),
    "workbook_suffix": Text(
        "geef het werkboek een naam die op .xlsx of .ods eindigt", "give the workbook a name that ends in .xlsx or .ods"
    ),
    "workbook_exists": Text(
        "dit bestand bestaat al en kan antwoorden bevatten; kies een andere naam, of geef het ook als regiobestand om het bij te werken",
        "this file exists already and may hold answers; choose another name, or give it as the region file too to update it",
    ),
    "sheet_foreign": Text(
        f"het tabblad {{name}} hoort niet bij de vragenlijst en zou verdwijnen; {_KEEP.nl}",
        f"the sheet {{name}} isn't part of the questionnaire and would be lost; {_KEEP.en}",
    ),
    "cells_foreign": Text(
        f"wat hier staat ({{cells}}) hoort niet bij de vragenlijst en zou verdwijnen; {_KEEP.nl}",
        f"what stands here ({{cells}}) isn't part of the questionnaire and would be lost; {_KEEP.en}",
    ),
    "comment_foreign": Text(
        f"de opmerking bij deze cel zou verdwijnen; {_KEEP.nl}",
        f"the comment on this cell would be lost; {_KEEP.en}",
    ),
    "drawing_foreign": Text(
        f"de afbeelding of grafiek die hier staat zou verdwijnen; {_KEEP.nl}",
        f"the picture or chart that stands here would be lost; {_KEEP.en}",
    ),
    "sheet_missing": Text("het tabblad {name} ontbreekt", "the sheet {name} is missing"),
    "sheet_twice": Text(
        "het tabblad {name} lijkt op het tabblad {first}; zet alle antwoorden op {first} en verwijder {name}",
        "the sheet {name} looks like the sheet {first}; put all answers on {first} and remove {name}",
    ),
    "sheet_renamed": Text(
        "het tabblad {name} hoort {title} te heten; geef het die naam terug",
        "the sheet {name} should be called {title}; give it that name again",
    ),
    "column_missing": Text("de kolom {name} ontbreekt", "the column {name} is missing"),
    "cell_formula": Text(
        "{value} is een formule zonder berekende waarde; typ de waarde zelf, of open en bewaar het bestand in een spreadsheetprogramma",
        "{value} is a formula without a computed value; type the value itself, or open and save the file in a spreadsheet program",
    ),
    "cell_merged": Text(
        "de cellen {range} zijn samengevoegd; splits ze, en geef elke regel een eigen antwoord",
        "the cells {range} are merged; split them, and give each line an answer of its own",
    ),
    "cell_error": Text(
        "hier staat de foutwaarde {value}; typ een waarde of maak de cel leeg",
        "this cell holds the error {value}; type a value or empty the cell",
    ),
    "cell_yes_no": Text(
        "{value} is geen ja of nee; kies ja, nee of onbekend", "{value} isn't yes or no; choose yes, no or unknown"
    ),
    "cell_needed": Text("vul hier in: {name}", "fill in here: {name}"),
    "cell_source": Text(
        "{name} is geen korte naam op het tabblad met bronnen; voeg de bron daar toe",
        "{name} isn't a short name on the sheet with sources; add the source there",
    ),
    "row_unknown": Text(
        "{name} is geen vraag van deze vragenlijst; het antwoord ernaast is niet te plaatsen",
        "{name} isn't a question of this questionnaire; the answer beside it can't be placed",
    ),
    "row_mixed": Text(
        "{name} staat bij het verborgen kenmerk van een andere vraag; verplaats altijd hele rijen",
        "{name} stands beside the hidden id of another question; always move whole rows",
    ),
    "row_twice": Text("{name} is ook beantwoord in {cell}", "{name} is answered in {cell} too"),
    "set_both": Text(
        "antwoord óf hier, óf op de regels eronder, niet allebei",
        "answer either here or on the lines below, not both",
    ),
    "records_both": Text(
        "hier staat {value}, maar op het tabblad {sheet} zijn regels ingevuld; maak een van beide leeg",
        "{value} stands here, but the sheet {sheet} has lines filled in; empty one of the two",
    ),
}
