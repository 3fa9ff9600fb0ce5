"""Facts: the vocabulary, the region dossier, and reading both from files."""
