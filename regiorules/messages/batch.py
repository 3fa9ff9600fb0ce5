"""Messages about tables of regions, assessed from file to file."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "batch_missing": Text(
        "voor tabellen is Polars nodig; installeer het met: pip install 'regiorules[batch]'",
        "Polars is needed for tables; install it with: pip install 'regiorules[batch]'",
    ),
    "batch_output": Text(
        "een tabel met antwoorden gaat naar een bestand; noem het met --output, zoals antwoorden.csv",
        "a table of answers goes to a file; name it with --output, like answers.csv",
    ),
    "batch_format": Text(
        "een bestand op {suffix} kan hier niet geschreven worden (wel: {known})",
        "a file that ends in {suffix} can't be written here (but: {known})",
    ),
    "batch_rejects": Text(
        "de antwoorden en de afgekeurde rijen kunnen niet in hetzelfde bestand; kies een ander met --rejects",
        "the answers and the rejected rows can't go into the same file; choose another with --rejects",
    ),
    "batch_stream": Text(
        "dit is geen gewoon bestand, en kan niet twee keer gelezen worden; schrijf het eerst weg",
        "this isn't an ordinary file, and can't be read twice; save it first",
    ),
    "batch_column": Text(
        "de kolom {name} is geen feit (zie: regiorules facts); geef haar een andere naam, of neem haar ongelezen mee met "
        "--keep",
        "the column {name} isn't a fact (see: regiorules facts); give it another name, or take it along unread with --keep",
    ),
    "batch_keep": Text(
        "er is niet één kolom {name} om mee te nemen; noem er een uit de eerste rij",
        "there is no single column {name} to take along; name one of the first row",
    ),
    "batch_kept_twice": Text(
        "een kolom {name} komt er ook bij de antwoorden; geef de kolom die u meeneemt een andere naam",
        "a column {name} is among the answers too; give the column that you take along another name",
    ),
    "batch_chosen": Text(
        "{name} is geen conclusie en geen feit, en dus geen kolom (zie: regiorules rules, regiorules facts)",
        "{name} is neither a conclusion nor a fact, so it's no column (see: regiorules rules, regiorules facts)",
    ),
    "batch_records_form": Text("{value}: schrijf --records lijst=bestand", "{value}: write --records list=file"),
    "batch_list": Text("{name} is geen lijst (wel: {known})", "{name} isn't a list (but: {known})"),
    "batch_list_twice": Text(
        "{name} staat zowel in de tabel als in {file}; laat een van beide weg",
        "{name} stands in the table and in {file}; leave one of the two out",
    ),
    "batch_unused": Text(
        "{count} {count:sleutel hoort|sleutels horen} bij geen rij van de tabel: {known}; kijk of de namen gelijk zijn",
        "{count} {count:key belongs|keys belong} to no row of the table: {known}; see whether the names are the same",
    ),
    "batch_parameters": Text(
        "een aanname geldt hier voor alle regio's tegelijk; geef haar met --set",
        "an assumption counts for all regions at once here; give it with --set",
    ),
    "batch_busy": Text(
        "een andere opdracht is dit bestand al aan het maken; wacht tot die klaar is, of kies een ander bestand",
        "another command is making this file already; wait until it is done, or choose another file",
    ),
    "batch_changed": Text(
        "dit bestand is veranderd terwijl het gelezen werd; geef de opdracht nog eens",
        "this file changed while it was read; give the command again",
    ),
    "batch_stopped": Text(
        "Afgebroken; wat klaar is, is bewaard. Geef dezelfde opdracht nog eens om verder te gaan.",
        "Interrupted; what is done is kept. Give the same command again to go on.",
    ),
    "batch_sheet_full": Text(
        "{count} rijen passen niet in een werkblad (hoogstens {limit}); kies een uitvoer op .csv of .parquet",
        "{count} rows don't fit in a sheet (at most {limit}); choose an output that ends in .csv or .parquet",
    ),
    "batch_spark": Text(
        "Spark doet dit niet: {why}; kijk of Java er is, en of --master klopt",
        "Spark doesn't do this: {why}; see whether Java is there, and whether --master is right",
    ),
    "parquet_broken": Text(
        "dit Parquet-bestand is beschadigd, of is iets anders; maak het opnieuw",
        "this Parquet file is damaged, or something else; make it again",
    ),
    "parquet_type": Text(
        "de kolom {name} heeft type {value}; hier hoort {known}",
        "the column {name} has type {value}; {known} belongs here",
    ),
}
