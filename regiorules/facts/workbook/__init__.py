"""
The questionnaire as a workbook (.xlsx): written for a person to fill in, and read back as a region.

What was filled in goes through the same reader as a region file; every problem names sheet and cell.
"""

from __future__ import annotations

from regiorules.facts.workbook.foreign import check_foreign
from regiorules.facts.workbook.reader import read_workbook
from regiorules.facts.workbook.writer import workbook_content

__all__ = ["check_foreign", "read_workbook", "workbook_content"]
