"""Invitations."""

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import joinedload

from hub.accounts.models import Invitation
from hub.core import clock
from hub.core.access import Actor, Role
from hub.core.db import DbSession
from hub.core.errors import NotFound
from hub.core.ids import token_hash
from hub.core.paging import Cursor, Page, paginate


def visible_to(reader: Actor) -> ColumnElement[bool]:
    """An administrator sees every invitation, a focal point those of the own regions."""
    if reader.is_administrator:
        return true()
    regions = [region for role, region in reader.grants if role is Role.FOCAL_POINT and region]
    return Invitation.region_code.in_(sorted(regions))


def invitations(session: DbSession, reader: Actor, cursor: Cursor) -> Page[Invitation]:
    """Newest first; those for the first administrator are nobody's to see."""
    statement = (
        select(Invitation)
        .where(visible_to(reader), Invitation.email != "")
        .options(joinedload(Invitation.organisation), joinedload(Invitation.region), joinedload(Invitation.invited_by))
    )
    return paginate(session, statement, [Invitation.id.desc()], cursor)


def invitation(session: DbSession, reader: Actor, invitation_id: int) -> Invitation:
    """Raises NotFound."""
    found: Invitation | None = session.scalar(
        select(Invitation).where(Invitation.id == invitation_id, visible_to(reader))
    )
    if found is None:
        raise NotFound
    return found


def invitation_by_token(session: DbSession, token: str) -> Invitation:
    """Whoever holds the link may read it. Raises NotFound."""
    found: Invitation | None = session.scalar(
        select(Invitation)
        .where(Invitation.token_hash == token_hash(token))
        .options(joinedload(Invitation.organisation), joinedload(Invitation.region), joinedload(Invitation.invited_by))
    )
    if found is None:
        raise NotFound
    return found


def is_waiting(session: DbSession, email: str) -> bool:
    """An invitation to the address is still open."""
    now = clock.utcnow()
    return bool(
        session.scalar(
            select(Invitation.id).where(
                Invitation.email == email,
                Invitation.accepted_at.is_(None),
                Invitation.revoked_at.is_(None),
                Invitation.expires_at > now,
            )
        )
    )
