"""The plugin passes the conformance kit."""

import regiorules_werkcentra

from regiorules.testing import Conformance


class TestConformance(Conformance):
    """The rule set `werkcentra`, beside core."""

    plugin = regiorules_werkcentra
