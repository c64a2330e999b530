"""Everything the library writes."""
