"""Writing the answers: part by part, and put together."""
