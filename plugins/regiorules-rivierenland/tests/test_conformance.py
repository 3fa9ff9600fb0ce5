"""The plugin passes the conformance kit."""

import regiorules_rivierenland

from regiorules.testing import Conformance


class TestConformance(Conformance):
    """regiorules_rivierenland."""

    plugin = regiorules_rivierenland
