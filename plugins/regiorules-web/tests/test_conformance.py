"""The plugin passes the conformance kit."""

import regiorules_web

from regiorules.testing import Conformance


class TestConformance(Conformance):
    """regiorules_web."""

    plugin = regiorules_web
