"""Who may link things, and who may take a link away."""

from hub.core.access import Actor, Permission, Policy, Role
from hub.services.links.models import Link

_CURATORS = (Role.ADMINISTRATOR, Role.CENTRAL, Role.FOCAL_POINT, Role.ORGANISER)


def may_edit(actor: Actor, link: Link | None = None) -> bool:
    """Add: everyone of the network but observers. Remove: who added it, and curators."""
    is_curator = any(actor.has(role) for role in _CURATORS)
    if link is None:
        return is_curator or actor.has(Role.MEMBER)
    return is_curator or (actor.person_id is not None and link.created_by == actor.person_id)


POLICY: Policy = {Permission.LINKS_LINK_EDIT: may_edit}
