"""The advice in a few lines, for a message to an alderman."""

from regiorules.advice.model import Advice
from regiorules.render.renderer import Layout
from regiorules.text import Text, visible

_TITLE = Text("Kort advies voor {region}", "Short advice for {region}")
_RISK = Text("Let op: {title} ({severity})", "Mind: {title} ({severity})")
_NOTHING = Text("Er is nog te weinig bekend voor een advies.", "Too little is known yet for advice.")
_MOST = 3  # recommendations, and risks


class ExampleRenderer:
    """The renderer behind `--format example`."""

    name = "example"

    def render(self, advice: Advice, layout: Layout) -> str:
        """The first recommendations and the gravest risks, a line each."""
        lines = [_TITLE.say(advice.language).format(region=advice.region), ""]
        lines += [f"{each.rank}. {each.title} — {each.addressee}" for each in advice.recommendations[:_MOST]]
        for risk in advice.risks[:_MOST]:
            lines.append(_RISK.say(advice.language).format(title=risk.title, severity=risk.severity_label))
        if len(lines) == 2:
            lines.append(_NOTHING.say(advice.language))
        return "\n".join(map(visible, lines)) + "\n"
