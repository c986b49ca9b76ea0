"""The casebook: facts of one network of designations, an article about it, and sample customers."""
