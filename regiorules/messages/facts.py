"""Messages about facts, regions and options."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "unknown_fact": Text(
        "{name} is geen feit uit het vocabulaire (zie: regiorules facts)",
        "{name} isn't a fact of the vocabulary (see: regiorules facts)",
    ),
    "not_asked": Text(
        "{name} wordt afgeleid uit andere feiten en kan niet worden opgegeven",
        "{name} is derived from other facts and can't be given",
    ),
    "not_yes_no": Text(
        "{value} is geen ja of nee; schrijf ja, nee of onbekend", "{value} isn't yes or no; write yes, no or unknown"
    ),
    "not_level": Text(
        "{value} is geen waarde van {fact}; kies uit: {known}", "{value} isn't a value of {fact}; choose from: {known}"
    ),
    "none_and_more": Text(
        "{value} kan niet samen met een ander antwoord; laat een van beide weg",
        "{value} can't stand beside another answer; leave one of the two out",
    ),
    "not_number": Text("{value} is geen getal", "{value} isn't a number"),
    "number_unclear": Text(
        "{value} kan twee dingen betekenen; schrijf {thousands} of {decimal}",
        "{value} may mean two things; write {thousands} or {decimal}",
    ),
    "number_digits": Text(
        "{value} is te groot of te precies om te bewaren zoals het er staat; een getal heeft hier hoogstens 15 cijfers",
        "{value} is too large or too precise to be kept as it is written; a number has at most 15 digits here",
    ),
    "number_percent": Text(
        "{value}: hier hoort geen percentage; schrijf het getal zelf, in de eenheid van het feit",
        "{value}: no percentage belongs here; write the number itself, in the unit of the fact",
    ),
    "number_euro": Text(
        "{value}: dit wordt niet in euro's geteld; schrijf alleen het getal",
        "{value}: this isn't counted in euros; write just the number",
    ),
    "not_whole": Text("{value} is geen geheel getal", "{value} isn't a whole number"),
    "not_date": Text(
        "{value} is geen datum; schrijf 2016-03-01, 1-3-2016 of 1 maart 2016",
        "{value} isn't a date; write 2016-03-01, 1-3-2016 or 1 March 2016",
    ),
    "not_moment": Text(
        "{value} is geen datum; schrijf 2016-03-01, 1-3-2016 of 1 maart 2016, of alleen de maand (2016-03) of het jaar",
        "{value} isn't a date; write 2016-03-01, 1-3-2016 or 1 March 2016, or only the month (2016-03) or the year",
    ),
    "not_finite": Text(
        "{value} is geen eindig getal; laat het feit weg als het niet bekend is",
        "{value} isn't a finite number; leave the fact out if it isn't known",
    ),
    "out_of_range": Text("{value} valt buiten {low} tot {high} {unit}", "{value} is outside {low} to {high} {unit}"),
    "contradiction": Text(
        "{value} gaat niet samen met {other}; laat een van beide weg of pas die aan",
        "{value} can't be true together with {other}; leave one of the two out or change it",
    ),
    "nothing_left": Text(
        "{value} laat geen enkele waarde over; kijk of de grenzen goed om staan",
        "{value} leaves no value at all; see whether the bounds are the right way round",
    ),
    "partly_not": Text(
        "{value}: daarmee blijft te veel open; zeg wat het wel kan zijn (minstens, hoogstens, of, tot)",
        "{value}: that leaves too much open; say what it can be (at least, at most, or, to)",
    ),
    "between_two": Text("hier horen twee waarden: [laagste, hoogste]", "two values belong here: [lowest, highest]"),
    "set_unclear": Text(
        "{value}: onduidelijk wat er wel en wat er niet bij hoort; zet bij elk 'in elk geval' of 'niet'",
        "{value}: unclear what belongs to it and what doesn't; put 'certainly' or 'not' beside each",
    ),
    "empty_text": Text("hier staat een lege tekst", "this text is empty"),
    "missing_field": Text("hier ontbreekt {name}", "{name} is missing here"),
    "duplicate_record": Text("{name} staat er twee keer in", "{name} is in it twice"),
    "not_among": Text(
        "{name} staat niet in de lijst {title} (wel: {known})", "{name} isn't in the list {title} (but: {known})"
    ),
    "unknown_source": Text(
        "{name} staat niet onder sources in dit bestand", "{name} doesn't stand under sources in this file"
    ),
    "set_form": Text(
        "{value}: schrijf --set feit=waarde (zie: regiorules facts)",
        "{value}: write --set fact=value (see: regiorules facts)",
    ),
    "set_unknown": Text(
        "{name} is geen feit en geen aanname (zie: regiorules facts)",
        "{name} is neither a fact nor an assumption (see: regiorules facts)",
    ),
    "not_records": Text(
        "hier hoort een lijst, met streepjes of in één regel: {example}; of anders: {known}",
        "a list belongs here, with dashes or in one line: {example}; or else: {known}",
    ),
    "records_few": Text(
        "deze lijst moet er {count} of meer hebben; schrijf onbekend als u het niet weet",
        "this list must have {count} or more; write unknown if you don't know",
    ),
    "region_needed": Text("geef een regiobestand of --region NAAM", "give a region file or --region NAME"),
    "region_twice": Text(
        "geef óf een regiobestand óf --region, niet allebei", "give either a region file or --region, not both"
    ),
    "conclusion_needed": Text(
        "geef de conclusie: regiorules explain REGIO CONCLUSIE",
        "give the conclusion: regiorules explain REGION CONCLUSION",
    ),
    "figure_needed": Text(
        "geef na de regio ook de figuur: regiorules figure REGIO 4, of de naam ervan, division of risks",
        "give the figure after the region: regiorules figure REGION 4, or its name, division or risks",
    ),
    "figure_of_one": Text(
        "de figuur {name} is er voor één regio; van meer regio's tegelijk is er een positie",
        "the figure {name} is of one region; of several regions at once there is a position",
    ),
    "unknown_figure": Text("{name} is geen figuur (wel: {known})", "{name} isn't a figure (but: {known})"),
    "resvg_missing": Text(
        "voor PNG is resvg-py nodig; installeer regiorules[png], of kies SVG",
        "PNG needs resvg-py; install regiorules[png], or choose SVG",
    ),
    "facts_form": Text("{value}: schrijf --facts bron=bestand", "{value}: write --facts source=file"),
    "unknown_source_name": Text(
        "{name} is geen bron van feiten (wel: {known})", "{name} isn't a source of facts (but: {known})"
    ),
    "set_needed": Text("geef aan wat er anders is: --set feit=waarde", "say what is different: --set fact=value"),
    "two_regions_needed": Text("geef ten minste twee regio's", "give at least two regions"),
    "unknown_region": Text(
        "{name} is geen regio die we kennen (zie: regiorules regions)",
        "{name} isn't a region we know (see: regiorules regions)",
    ),
    "region_alias": Text(
        "{name} is een andere naam van {other}; daarvan gaan we uit",
        "{name} is another name of {other}; that is what we start from",
    ),
    "region_renamed": Text(
        "{name} heet in de tabel van {date} {other}; daarvan gaan we uit. Liever {name} van toen? --profiles {table}",
        "{name} is called {other} in the table of {date}; that is what we start from. Rather {name} as it was? "
        "--profiles {table}",
    ),
    "region_of_record": Text(
        "{name} ligt in de regio {region}; daarvan gaan we uit",
        "{name} lies in the region {region}; that is what we start from",
    ),
    "region_of_gone": Text(
        "{name} hoort sinds {date} bij {other}, in de regio {region}; daarvan gaan we uit",
        "{name} has been part of {other} since {date}, in the region {region}; that is what we start from",
    ),
    "region_of_to_come": Text(
        "{name} is er pas sinds {date}, uit {other}, in de regio {region}; daarvan gaan we uit",
        "{name} was formed on {date} only, from {other}, in the region {region}; that is what we start from",
    ),
    "regions_of_record": Text(
        "{name} is geen regio, en ligt in meer dan één: {region}; noem er een",
        "{name} isn't a region, and lies in more than one: {region}; name one of them",
    ),
    "regions_of_gone": Text(
        "{name} hoort sinds {date} bij {other}, en die liggen in meer dan één regio: {region}; noem er een",
        "{name} has been part of {other} since {date}, which lie in more than one region: {region}; name one of them",
    ),
    "regions_of_to_come": Text(
        "{name} is er pas sinds {date}, uit {other}, en die liggen in meer dan één regio: {region}; noem er een",
        "{name} was formed on {date} only, from {other}, which lie in more than one region: {region}; name one of them",
    ),
    "record_gone": Text(
        "{name} hoort sinds {date} bij {other}; ga na of dit nog klopt",
        "{name} has been part of {other} since {date}; check whether this is still right",
    ),
    "among_gone": Text(
        "{name} staat niet in de lijst: het hoort sinds {date} bij {other}; noem een naam uit de lijst",
        "{name} isn't in the list: it has been part of {other} since {date}; name one of the list",
    ),
    "record_to_come": Text(
        "{name} is er pas sinds {date}, uit {other}; ga na of de datum klopt",
        "{name} was formed on {date} only, from {other}; check whether the date is right",
    ),
    "no_profile": Text(
        "deze rule set kent geen tabel met regio's (onderdeel profile); geef een regiobestand, of kies met --ruleset "
        "een rule set die er wel een heeft",
        "this rule set knows no table of regions (section profile); give a region file, or choose with --ruleset one "
        "that does",
    ),
    "fact_disagrees": Text(
        "{name} is hier {value}, maar in {file} {other}; haal er een weg, of kies met --set",
        "{name} is {value} here, but {other} in {file}; remove one of the two, or choose with --set",
    ),
    "csv_columns": Text("de kolommen moeten zijn: {known}", "the columns must be: {known}"),
    "csv_broken": Text(
        "deze rij is niet te lezen als CSV; sluit elk aanhalingsteken, en kort een heel lange cel in",
        "this row can't be read as CSV; close every quote, and shorten a very long cell",
    ),
    "csv_column_twice": Text(
        "de kolom {name} staat er twee keer in; haal er een weg", "the column {name} is in it twice; remove one"
    ),
    "region_spelled": Text(
        "{name} heet in regel {line} {other}; schrijf de naam overal hetzelfde",
        "{name} is called {other} in line {line}; write the name the same everywhere",
    ),
    "region_numbers": Text(
        "{name} heeft hier nummer {number} en in regel {line} nummer {other}",
        "{name} has number {number} here and number {other} in line {line}",
    ),
    "region_number_taken": Text(
        "{number} is het nummer van {name}, en in regel {line} van {other}; geef elke regio een eigen nummer",
        "{number} is the number of {name}, and of {other} in line {line}; give each region a number of its own",
    ),
    "record_twice": Text(
        "{name} staat ook in regel {line}, bij {other}; haal een van de twee weg",
        "{name} stands in line {line} too, under {other}; remove one of the two",
    ),
    "cell_differs": Text(
        "voor {name} staat hier {value}, en in regel {line} {other}; schrijf bij een regio overal hetzelfde",
        "for {name} this is {value}, and {other} in line {line}; write the same in every row of a region",
    ),
    "csv_row": Text(
        "deze rij heeft {count} {count:waarde|waarden} in plaats van {wanted}",
        "this row has {count} {count:value|values} instead of {wanted}",
    ),
}
