"""Is it a hit, and why: questions in, candidates with reasons out, under a policy."""
