"""Embed the advice in two lines: a dict in, a dict out."""

import regiorules

advice = regiorules.advise({"profile": "Zeeland", "facts": {"regional_network": "loose"}}, "en")
print(advice["advice"]["recommendations"][0]["title"])
