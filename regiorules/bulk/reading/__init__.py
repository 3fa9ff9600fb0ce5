"""Reading a table of regions, of any length: chunk by chunk, with every row that can't be used set apart."""
