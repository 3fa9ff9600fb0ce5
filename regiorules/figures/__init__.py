"""Figures: advice in, drawings out; each with words that say the same."""
