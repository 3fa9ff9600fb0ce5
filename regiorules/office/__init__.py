"""Office files: a workbook as data, and what writes it as .xlsx and as .ods."""
