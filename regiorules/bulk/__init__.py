"""Many regions at once: tables in, tables out."""
