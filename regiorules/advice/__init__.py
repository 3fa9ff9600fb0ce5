"""Advice: an assessment put into words and in order, as data that renderers only read."""
