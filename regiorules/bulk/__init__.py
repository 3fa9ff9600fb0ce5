"""Many regions at once: the rules as columns, on one machine or on several."""
