"""The engine: a program of rules in layers, executors that run it, and the assessment that comes out."""
