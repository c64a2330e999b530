"""A published record as a citation: BibTeX, RIS, CSL-JSON, JSON-LD."""

import json

from flask import Response, request

from hub.core.db import db
from hub.core.errors import NotFound
from hub.core.locale import current_language
from hub.library.citation import bibtex, csl, jsonld, ris
from hub.library.citation.reference import Reference
from hub.library.citing import reference_for
from hub.library.page import choose_language
from hub.library.queries.records import find, shown_content
from hub.library.views import blueprint
from hub.network.vocabularies import region_names, theme_names
from hub.web.access import public
from hub.web.conditional import conditional
from hub.web.identity import current_actor


@blueprint.get("/<int:record_id>.bib")
@public
def bib(record_id: int) -> Response:
    reference = _reference(record_id)
    return _download(bibtex.bibtex(reference), bibtex.MEDIA_TYPE, f"{reference.key}.bib")


@blueprint.get("/<int:record_id>.ris")
@public
def ris_file(record_id: int) -> Response:
    reference = _reference(record_id)
    return _download(ris.ris(reference), ris.MEDIA_TYPE, f"{reference.key}.ris")


@blueprint.get("/<int:record_id>.json")
@public
def csl_json(record_id: int) -> Response:
    return _inline(csl.csl(_reference(record_id)), csl.MEDIA_TYPE)


@blueprint.get("/<int:record_id>.jsonld")
@public
def json_ld(record_id: int) -> Response:
    return _inline(jsonld.jsonld(_reference(record_id)), jsonld.MEDIA_TYPE)


def _reference(record_id: int) -> Reference:
    """Raises NotFound for what is not published: a draft cannot be cited."""
    record = find(db.session, current_actor(), record_id)
    if not record.is_published:
        raise NotFound(f"record {record_id}")
    content = shown_content(record)
    language = choose_language(content, request.args.get("text", ""), current_language().code)
    return reference_for(record, content, language, theme_names(db.session), region_names(db.session))


def _download(text: str, media_type: str, name: str) -> Response:
    response = conditional(text.encode(), f"{media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _inline(document: object, media_type: str) -> Response:
    return conditional(json.dumps(document, ensure_ascii=False, indent=2).encode(), media_type)
