"""Answers that come by mail: read, trimmed, checked for their sender, handed to the room they answer in."""
