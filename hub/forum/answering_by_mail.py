"""A reply by mail is a reply like any other: the action asks for every right at that moment."""

from hub.forum.actions.posting import reply
from hub.services.mail import Reply


def answer_by_mail(mailed: Reply) -> None:
    """The language is found from the text."""
    reply(mailed.actor, mailed.thing_id, mailed.text, form_token=mailed.token)
