"""`/`: what the network is, for a visitor; my week, for a member."""

from flask import render_template
from flask.typing import ResponseReturnValue

from hub.core.db import db
from hub.core.locale import current_language
from hub.home.front import front_page
from hub.home.views.room import blueprint
from hub.home.week import my_week
from hub.web.access import public
from hub.web.identity import current_actor


@blueprint.get("/")
@public
def front() -> ResponseReturnValue:
    actor = current_actor()
    if actor.is_visitor:
        return render_template("home/front.html", page=front_page(db.session, current_language().code))
    return render_template("home/week.html", week=my_week(db.session, actor))
