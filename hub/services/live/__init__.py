"""Live hints: open pages hear that something changed, and fetch what their reader may see.

An action says what changed, before `commit()`:

    hint(db.session, Ref("topic", 12), version=38)       # to whoever watches the topic
    hint_people(db.session, [4, 9])                      # to these people's own pages: their unread count
    close_people(db.session, [4])                        # end their sockets: suspended, another role
    close_sessions(db.session, [77])                     # signed out, revoked

Nothing leaves before the commit. A hint is `{kind, id, version}` and never carries content: who receives one asks by the
usual addresses, with the usual rights. A lost hint does no harm: pages also look by themselves, a little later.

Hints travel between processes by local sockets in the data folder, or by Redis when it is set (`channel`).
"""

from flask import Flask

from hub.core.locale import lazy_gettext
from hub.core.probes import register_probe
from hub.core.settings import Settings
from hub.services.live.channel import Channel
from hub.services.live.hints import close_people, close_sessions, hint, hint_people
from hub.services.live.reaching import Reach, check_live

__all__ = ["Channel", "Reach", "close_people", "close_sessions", "hint", "hint_people", "init_app"]


def init_app(app: Flask) -> None:
    settings: Settings = app.config["HUB"]
    app.extensions["live"] = Channel(settings.data_dir / "live", settings.redis_url)
    register_probe("live", lazy_gettext("Live updates"), check_live)
