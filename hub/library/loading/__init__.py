"""Loads what ships: real practices, templates, work in progress, the load set."""
