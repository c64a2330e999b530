"""What people do with accounts, one capability per file."""
