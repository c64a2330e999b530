"""The sockets of this process: who they belong to, which rooms they are in, telling and ending them."""

import contextlib
from threading import Lock, Thread
from typing import Any

import structlog
from flask import current_app

from hub.core.locale import gettext
from hub.core.probes import Health, ServiceState
from hub.core.settings import LiveMode, Settings
from hub.services.live.channel import Channel, Message

log = structlog.get_logger("hub.live")

EVENT = "changed"
NAMESPACE = "/"


class Reach:
    """Socket.IO's rooms, fed from the channel. `io`: the Flask-SocketIO object."""

    def __init__(self, io: Any, channel: Channel) -> None:
        self.io = io
        self.channel = channel
        self._lock = Lock()
        self._listener: Thread | None = None

    def listen(self) -> None:
        """From the first socket on, once in a process (threads do not survive a fork)."""
        with self._lock:
            if self._listener is None:
                self._listener = Thread(target=self.channel.listen, args=(self.hear,), name="live", daemon=True)
                self._listener.start()

    def hear(self, message: Message) -> None:
        if message.act == "close":
            for sid in {sid for room in message.rooms for sid in self.members(room)}:
                with contextlib.suppress(KeyError):  # gone by itself meanwhile
                    self.io.server.disconnect(sid)
            return
        self.io.emit(EVENT, dict(message.payload), to=list(message.rooms), namespace=NAMESPACE)

    def members(self, room: str) -> list[str]:
        """Ids of this process's sockets in a room; of all of them for the namespace's own room (None)."""
        return [sid for sid, _ in self.io.server.manager.get_participants(NAMESPACE, room)]


def check_live() -> Health:
    """What an administrator is told about live updates."""
    settings: Settings = current_app.config["HUB"]
    channel: Channel = current_app.extensions["live"]
    if settings.live is LiveMode.OFF:
        return Health(ServiceState.OFF, gettext("Switched off: pages look by themselves once a minute."))
    if settings.redis_url is None and settings.live is LiveMode.SEPARATE and not channel.listeners():
        return Health(ServiceState.WEAK, gettext("No process for live updates listens (`hub live`)."))
    return Health(ServiceState.OK)
