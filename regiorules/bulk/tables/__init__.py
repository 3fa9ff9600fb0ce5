"""Tables as people have them, in columns with outer values: in, assessed, and out."""
