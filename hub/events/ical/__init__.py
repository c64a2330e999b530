"""Writing RFC 5545 calendars with the additions of RFC 7986: the same events always give the same bytes."""
