"""Telling a person what changed, who is touched and why it matters: a page, a PDF, a recording."""
