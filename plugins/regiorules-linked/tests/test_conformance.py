"""The plugin keeps to what every plugin keeps to."""

import regiorules_linked

from regiorules.testing import Conformance


class TestConformance(Conformance):
    """regiorules_linked."""

    plugin = regiorules_linked
