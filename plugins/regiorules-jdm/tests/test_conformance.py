"""The plugin keeps to what every plugin keeps to."""

import regiorules_jdm

from regiorules.testing import Conformance


class TestConformance(Conformance):
    """regiorules_jdm."""

    plugin = regiorules_jdm
