"""Which sentences a brief has, and in which order: one file for each thing it can be about."""
