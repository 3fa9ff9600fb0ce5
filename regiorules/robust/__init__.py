"""Worlds: every way in which what isn't known of a region may turn out, and how often something holds in them."""
