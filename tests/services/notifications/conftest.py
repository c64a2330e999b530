"""A kind to tell, and the mails that come of it."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from hub.core.db import db
from hub.core.locale import lazy_gettext
from hub.services.jobs.draining import drain
from hub.services.mail import Mail
from hub.services.notifications import NotificationKind, register_kind
from hub.services.notifications.kinds import _kinds

KIND = "test.greeting"


@pytest.fixture
def greeting() -> Iterator[str]:
    register_kind(
        NotificationKind(
            KIND,
            lazy_gettext("Greetings"),
            lambda told: f"{told['actor']} : {told['title']} {told.get('word', '')}".strip(),
            why=lazy_gettext("It concerns you."),
        )
    )
    yield KIND
    _kinds.pop(KIND)


@pytest.fixture
def work(app: Flask) -> Callable[[], list[Mail]]:
    """Do every job that is due; the mails kept so far, in their order."""

    def working() -> list[Mail]:
        db.session.commit()
        assert [outcome for outcome in drain(app) if outcome is not None] == []
        db.session.expire_all()
        return db.session.query(Mail).order_by(Mail.id).all()

    return working
