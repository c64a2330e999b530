"""Everything the library reads."""
