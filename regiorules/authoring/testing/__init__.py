"""Testing rule sets and plugins: scenarios, the conformance kit, fixtures for pytest, strategies for Hypothesis."""
