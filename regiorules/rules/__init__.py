"""Rules: the expression language, what a rule set holds, and loading it with all its errors at once."""
