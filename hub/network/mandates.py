"""Which role may be bound to what."""

from datetime import date

from hub.core.access import Role
from hub.core.errors import Invalid
from hub.core.locale import gettext

WHOLE_NETWORK = frozenset({Role.ADMINISTRATOR, Role.CENTRAL, Role.ORGANISER})


def check_mandate(
    role: Role, region_code: str | None, starts_on: date | None = None, ends_on: date | None = None
) -> None:
    """Raises Invalid with messages for `region` and `ends_on`."""
    messages = {}
    if role is Role.FOCAL_POINT and not region_code:
        messages["region"] = gettext("A focal point speaks for a region: choose one.")
    if role in WHOLE_NETWORK and region_code:
        messages["region"] = gettext("This role is for the whole network: leave the region empty.")
    if starts_on and ends_on and ends_on < starts_on:
        messages["ends_on"] = gettext("The end comes before the beginning.")
    if messages:
        raise Invalid(messages)
