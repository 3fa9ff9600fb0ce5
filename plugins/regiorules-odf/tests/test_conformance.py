"""The plugin keeps to what every plugin keeps to."""

import regiorules_odf

from regiorules.testing import Conformance


class TestConformance(Conformance):
    """regiorules_odf."""

    plugin = regiorules_odf
