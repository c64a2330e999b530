"""What the accounts' pages read, one subject per file."""
