"""What changed, and who must look."""
