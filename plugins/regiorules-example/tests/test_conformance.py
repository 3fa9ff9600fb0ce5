"""The plugin passes RegioRules' conformance kit."""

import regiorules_example

from regiorules.testing import Conformance


class TestConformance(Conformance):
    """Rule set and format, beside core."""

    plugin = regiorules_example
