"""From the text of a condition to its tree, piece by piece: text, names, comparisons, functions."""
