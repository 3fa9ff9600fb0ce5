"""The plugin passes the conformance kit."""

import regiorules_cbs

from regiorules.testing import Conformance


class TestConformance(Conformance):
    """regiorules_cbs."""

    plugin = regiorules_cbs
