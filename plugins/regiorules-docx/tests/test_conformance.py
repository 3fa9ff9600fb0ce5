"""The plugin passes the conformance kit."""

import regiorules_docx

from regiorules.testing import Conformance


class TestConformance(Conformance):
    """regiorules_docx."""

    plugin = regiorules_docx
