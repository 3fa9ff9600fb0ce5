"""Proofs about every region: rules as formulas for a solver, and what it can say of them for certain."""
