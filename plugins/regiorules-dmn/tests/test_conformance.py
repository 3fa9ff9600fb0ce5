"""The plugin keeps to what every plugin keeps to."""

import regiorules_dmn

from regiorules.testing import Conformance


class TestConformance(Conformance):
    """regiorules_dmn."""

    plugin = regiorules_dmn
