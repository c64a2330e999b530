"""One module per room: small functions that make and commit what a test needs."""
