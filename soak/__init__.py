"""What takes longer than `make test`: the parts of `make soak`, and the figures that they give for docs/trust.md."""
