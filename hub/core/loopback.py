"""This machine, as addresses name it."""

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
