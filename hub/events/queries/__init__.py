"""Reading events: the only place of the room that builds SELECTs for pages. Every list takes the reader."""
