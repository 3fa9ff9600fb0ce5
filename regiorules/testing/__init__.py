"""Testing rule sets and executors: Hypothesis strategies for programs, facts and regions."""
