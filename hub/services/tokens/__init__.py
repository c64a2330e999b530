"""Personal tokens: how a program acts for a person, with less than the person may do and for a year at most. Only their
hash is kept."""

from hub.services.tokens.identifying import TOKEN_PREFIX, Holder, holder_of, note_use
from hub.services.tokens.models import ApiToken

__all__ = ["TOKEN_PREFIX", "ApiToken", "Holder", "holder_of", "note_use"]
