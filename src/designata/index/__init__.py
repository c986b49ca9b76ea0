"""Which few of the listed names to look at: built from a store, memory-mapped, replaced whole."""
