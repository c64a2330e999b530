"""All figures at once, for other programs."""

from flask import Blueprint, Response, jsonify, request, stream_with_context
from flask.typing import ResponseReturnValue

from hub.core.db import db
from hub.indicators.catalogue import catalogue
from hub.indicators.package import PATH, all_figures, descriptor
from hub.indicators.queries import figures_version
from hub.web.access import public
from hub.web.addresses import absolute
from hub.web.identity import current_actor

blueprint = Blueprint("indicator_package", __name__, url_prefix="/indicators")


@blueprint.get("/datapackage.json")
@public
def datapackage() -> ResponseReturnValue:
    return jsonify(descriptor(catalogue(), absolute("/indicators/datapackage.json")))


@blueprint.get(f"/{PATH}")
@public
def observations() -> ResponseReturnValue:
    """304 as long as no figure changed, without reading any."""
    version = figures_version(db.session)
    if version and request.if_none_match.contains(version):
        return Response(status=304, headers={"ETag": f'"{version}"'})
    pieces = stream_with_context(all_figures(db.session, current_actor(), catalogue()))
    answer = Response(pieces, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{PATH}"'
    answer.headers["Cache-Control"] = "no-cache"
    answer.set_etag(version)
    return answer
