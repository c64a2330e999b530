"""The blueprint that the room's views share."""

from flask import Blueprint

blueprint = Blueprint("home", __name__, template_folder="../templates")
