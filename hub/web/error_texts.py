"""What each failure says to people: what happened, and what they can do."""

from typing import NamedTuple

from hub.core.locale import gettext


class ErrorText(NamedTuple):
    """`can_retry`: asking for the same page again may help."""

    title: str
    text: str
    can_retry: bool = False


def error_text(status: int) -> ErrorText:
    """The words for a status; an unknown one is told as its family (400 or 500)."""
    match status:
        case 401:
            return ErrorText(gettext("Please sign in"), gettext("This page is for members of the network."))
        case 403:
            return ErrorText(
                gettext("This is not open to you"),
                gettext("Your role does not allow this. If you think it should, write to the administrator."),
            )
        case 404:
            return ErrorText(
                gettext("Page not found"),
                gettext("The page may have moved, or it is not open to you. Check the address, or search for it."),
            )
        case 405:
            return ErrorText(
                gettext("This cannot be done here"),
                gettext("Nothing was changed. Go back to the page and use its buttons."),
            )
        case 409:
            return ErrorText(
                gettext("Somebody was faster"),
                gettext("This changed while you were writing. Open it again, then make your change."),
            )
        case 413:
            return ErrorText(
                gettext("This is too large"),
                gettext("The file or the text is over the limit. Nothing was saved; send a smaller one."),
            )
        case 422:
            return ErrorText(
                gettext("Something is missing"),
                gettext("What was sent could not be understood. Nothing was saved."),
            )
        case 429:
            return ErrorText(
                gettext("Please wait a moment"),
                gettext("There were too many attempts. Try again in a few minutes."),
                can_retry=True,
            )
        case 503:
            return ErrorText(
                gettext("The hub is resting"),
                gettext("It cannot answer right now, usually for a few minutes. What was saved is safe."),
                can_retry=True,
            )
        case _ if status >= 500:
            return ErrorText(
                gettext("Something went wrong on our side"),
                gettext("The error has been noted. What was saved is safe; try again in a moment."),
                can_retry=True,
            )
    return ErrorText(
        gettext("The request was not understood"),
        gettext("Nothing was changed. Go back, reload the page and try again."),
    )
