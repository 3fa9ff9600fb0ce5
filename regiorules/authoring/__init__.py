"""For who writes rules and plugins: checking, schemas, a plugin to begin from, and tests."""
