"""The expression language in tables: its signs and functions, and how much may stand in one condition."""

from __future__ import annotations

import ast
from typing import Any

MAX_LENGTH = 2_000
MAX_DEPTH = 50
MAX_NUMBER = 1e15  # in a condition; beyond it not every whole number is one
COMPARISONS: dict[type, Any] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
OPERATORS: dict[type, Any] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
FORMS = {
    "count": "count(records) / count(records, condition)",
    "any": "any(records, condition)",
    "all": "all(records, condition)",
    "sum": "sum(records, field)",
    "max": "max(records, field)",
    "min": "min(records, field)",
    "median": "median(records, field)",
    "share": "share(records, condition, field)",
    "size": "size(set)",
    "months_between": "months_between(day, day)",
    "known": "known(fact)",
}
ASSESSMENT_DAY = "assessment_day"
CLOCKS = ("now", "today", "nu", "vandaag")  # which people try, and which there aren't
