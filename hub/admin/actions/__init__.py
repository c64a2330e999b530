"""What administrators change, one subject per file."""
