"""Citing a record: one description, four formats."""
