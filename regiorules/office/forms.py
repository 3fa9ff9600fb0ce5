"""The forms of workbook: of each suffix (without its dot) the library that writes it, and the problem without it."""

WORKBOOKS = {"xlsx": ("openpyxl", "openpyxl_missing"), "ods": ("odfdo", "odfdo_missing")}
