"""Renderers: advice in, text out.  None of them computes anything."""
