"""
Decision tables: CSV and XLSX files whose rows become ordinary rules.

`files` finds the file, `grid` reads its cells, `cells` turns them into conditions, `reach` and `hits` say
which rows can hold together, and `rows` makes the rules.
"""
