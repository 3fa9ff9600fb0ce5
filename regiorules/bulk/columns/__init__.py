"""The columnar executor: rules as columns of Polars, in the inner form."""
