"""Doing everything that is due, here and now, in the calling process: for tests and for loads."""

from datetime import timedelta

from flask import Flask

from hub.services.jobs.doing import do
from hub.services.jobs.leasing import claim

LEASE = timedelta(minutes=5)


def drain(app: Flask) -> list[Exception | None]:
    """What each job ended with, in their order: None for a success."""
    outcomes = []
    while lease := claim("drain", LEASE):
        outcomes.append(do(app, lease))
    return outcomes
