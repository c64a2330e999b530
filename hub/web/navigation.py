"""The parts of the hub, as the head of every page names them."""

from flask import Flask

from hub.core.locale import gettext


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(main_parts=main_parts, other_parts=other_parts)


def main_parts() -> list[tuple[str, str, str]]:
    """(address, icon, name) of the four parts."""
    return [
        ("/forum/", "forum", gettext("Forum")),
        ("/events/", "events", gettext("Events")),
        ("/library/", "library", gettext("Library")),
        ("/indicators/", "indicators", gettext("Indicators")),
    ]


def other_parts() -> list[tuple[str, str, str]]:
    """(address, icon, name) of what draws from all parts."""
    return [
        ("/regions/", "region", gettext("Regions")),
        ("/decisions/", "decision", gettext("Decisions")),
    ]
