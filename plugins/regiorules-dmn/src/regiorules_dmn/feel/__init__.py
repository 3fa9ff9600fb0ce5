"""FEEL, the expression language of DMN: from text to trees, each part with its place in the text."""
