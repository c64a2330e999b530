"""Writing events: one capability per file."""
