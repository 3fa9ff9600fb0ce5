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
    "possible": Text("Mogelijk: {names}", "Possible: {names}"),
    "route": Text("Route: {titles}", "Route: {titles}"),
    "route_open": Text("Mogelijke route: {titles}", "Possible route: {titles}"),
    "across": Text("Van links naar rechts", "From left to right"),
    "up": Text("Van onder naar boven", "From bottom to top"),
    "axis": Text(
        "{way}: {title}, van {low} tot {high}; de regio: {value}.",
        "{way}: {title}, from {low} to {high}; the region: {value}.",
    ),
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
    "then": Text(" en daarna ", " and then "),
    "or": Text(" of ", " or "),
}


def word(name: str, language: Language, /, **fields: object) -> str:
    """A phrase of the figures with its fields filled; raises KeyError for a name that there is not."""
    return fill(WORDS[name].say(language), **fields)
