"""Which records are the same: pairs, judgements and clusters over the lists."""
