"""Reads files of strangers, each in a process of its own that may do little else.

Kept apart from `services.files` so that the process (`python -m hub.services.parsing`) starts without Flask or database:
nothing here imports anything of the hub.
"""
