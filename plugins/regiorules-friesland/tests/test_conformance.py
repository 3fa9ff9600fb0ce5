"""The plugin passes the conformance kit."""

import regiorules_friesland

from regiorules.testing import Conformance


class TestConformance(Conformance):
    """Rule set, fact source, command and notes, beside core."""

    plugin = regiorules_friesland
