"""How much two records speak for being one: comparisons, weights in log-odds, and their reasons."""
