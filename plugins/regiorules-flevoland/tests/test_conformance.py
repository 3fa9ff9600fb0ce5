"""The plugin passes the conformance kit."""

import regiorules_flevoland

from regiorules.testing import Conformance


class TestConformance(Conformance):
    """regiorules_flevoland."""

    plugin = regiorules_flevoland
