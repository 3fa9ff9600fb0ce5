"""The words that only figures need; the others are those of `regiorules.render.phrases`."""

from __future__ import annotations

from regiorules.text import Language, Text, fill

WORDS: dict[str, Text] = {
    "numbered": Text("Figuur {number}. {title}", "Figure {number}. {title}"),
    "place": Text("Hier staat de regio: {name}", "The region's place: {name}"),
    "place_bare": Text("Hier staat de regio", "The region's place"),
    "somewhere": Text(
        "Ergens in het gearceerde deel; dat kan met wat bekend is nog niet preciezer",
        "Somewhere in the hatched part; what is known can't tell it closer yet",
    ),
    "may_stand": Text("Hier kan de regio staan: {name}", "Here the region may stand: {name}"),
    "possible": Text("Mogelijk: {names}", "Possible: {names}"),
    "route": Text("Route: {titles}", "Route: {titles}"),
    "route_open": Text("Mogelijke route: {titles}", "Possible route: {titles}"),
    "route_end": Text("Hier eindigt de route: {titles}", "Here the route ends: {titles}"),
    "route_open_end": Text("Hier eindigt de mogelijke route: {titles}", "Here the possible route ends: {titles}"),
    "across": Text("Van links naar rechts", "From left to right"),
    "up": Text("Van onder naar boven", "From bottom to top"),
    "axis": Text(
        "{way}: {title}, van {low} tot {high}.",
        "{way}: {title}, from {low} to {high}.",
    ),
    "on_axis": Text("{title}: {value}.", "{title}: {value}."),
    "areas": Text("De vakken zijn: {names}.", "The parts are: {names}."),
    "stands": Text("De regio staat in: {name}.", "The region stands in: {name}."),
    "stands_one_of": Text(
        "De plaats van de regio is nog niet te bepalen; mogelijk: {name}.",
        "The region's place can't be told yet; possible: {name}.",
    ),
    "stands_open": Text("De plaats van de regio is nog niet te bepalen.", "The region's place can't be told yet."),
    "leads": Text("De route {title} loopt naar {stops}.", "The route {title} leads to {stops}."),
    "leads_open": Text(
        "De route {title}, die nog mogelijk is, loopt naar {stops}.",
        "The route {title}, still possible, leads to {stops}.",
    ),
    "level_known": Text("Op dit niveau", "At this level"),
    "level_possible": Text("Op een van deze niveaus: nog niet te bepalen", "At one of these levels: can't be told yet"),
    "level_open": Text("nog open", "still open"),
    "no_topics": Text("Er zijn geen onderwerpen.", "There are no topics."),
    "at_level": Text("{level}: {names}.", "{level}: {names}."),
    "by_severity": Text("{title}, naar ernst en zekerheid", "{title}, by severity and certainty"),
    "region_at": Text("{region}: {name}", "{region}: {name}"),
    "place_open": Text("nog niet te bepalen", "can't be told yet"),
    "region_possible": Text(
        "Een gestippelde rand: de regio kan hier staan. Staat een nummer nergens, dan is te weinig bekend",
        "A dashed edge: the region may stand here. A number that stands nowhere: too little is known",
    ),
    "holds": Text("geldt", "holds"),
    "may_hold": Text("kan nog gelden", "may still hold"),
    "excluded": Text("uitgesloten", "ruled out"),
    "no_severity": Text("zonder ernst", "no severity"),
    "none": Text("geen", "none"),
    "risk_holds": Text("Een risico dat geldt", "A risk that holds"),
    "risk_open": Text(
        "Een risico dat nog kan gelden: niet alles is bekend", "A risk that may still hold: not all is known"
    ),
    "risk_excluded": Text("Een risico dat is uitgesloten", "A risk that is ruled out"),
    "said_holds": Text(
        "Er {count:geldt|gelden} {count} {count:risico|risico's}.", "{count} {count:risk holds|risks hold}."
    ),
    "said_none": Text("Er geldt geen risico.", "No risk holds."),
    "said_open": Text("Er {count:kan|kunnen} nog {count} gelden{parts}.", "{count} may still hold{parts}."),
    "said_excluded": Text("Er {count:is|zijn} {count} uitgesloten{parts}.", "{count} {count:is|are} ruled out{parts}."),
    "plan": Text("Plan voor {region}", "Plan for {region}"),
    "no_plan": Text("Er zijn geen stappen.", "There are no steps."),
    "steps": Text("Stap", "Step"),
    "quarters": Text("Kwartalen", "Quarters"),
    "months": Text("na zoveel maanden:", "after so many months:"),
    "step": Text("Een stap, van begin tot eind", "A step, from beginning to end"),
    "step_unless": Text(
        "Een stap die vervalt als al zo is waartoe hij dient; dat is niet bekend",
        "A step that lapses where what it is for is so already; that isn't known",
    ),
    "said_step": Text("{rank}. {title}: maand {start} tot {end}.", "{rank}. {title}: month {start} to {end}."),
    "said_unless": Text("Vervalt als het al zo is.", "Lapses where it is so already."),
    "then": Text(" en daarna ", " and then "),
    "or": Text(" of ", " or "),
}


def word(name: str, language: Language, /, **fields: object) -> str:
    """A phrase of the figures with its fields filled; raises KeyError for a name that there is not."""
    return fill(WORDS[name].say(language), **fields)
