"""A record’s content: fields, values, versions’ snapshots; pure, without database or request."""
