"""Requests of programs: which they are, and the language they are answered in."""

from flask import Request, request

from hub.core.locale import DEFAULT_LANGUAGE, LANGUAGES, Language, language

PREFIX = "/api/v1"


def is_api_request() -> bool:
    """Answered by JSON and problems, by the bearer token alone: cookies mean nothing here."""
    return request.path == PREFIX or request.path.startswith(PREFIX + "/")


def asked_language(incoming: Request) -> Language | None:
    """`?lang=`, else the best of Accept-Language (RFC 9110 §12.5.4); None when neither names one of ours."""
    chosen = language(incoming.args.get("lang"))
    if chosen or not incoming.accept_languages:
        return chosen
    return language(incoming.accept_languages.best_match(list(LANGUAGES)))


def spoken_without_reader(incoming: Request) -> Language:
    return asked_language(incoming) or DEFAULT_LANGUAGE
