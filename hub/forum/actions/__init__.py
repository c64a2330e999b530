"""The only place of the forum that writes."""
