"""What people's calendars are told by mail about events, and what they answer."""
