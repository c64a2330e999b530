"""The blueprint that every page of the room hangs on."""

from flask import Blueprint

blueprint = Blueprint("accounts", "hub.accounts", template_folder="templates")
