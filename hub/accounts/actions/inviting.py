"""Inviting people: ask, ask again, take back. The link is in the mail only; its hash is kept."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from hub.accounts.models import Invitation, InvitationStatus
from hub.accounts.queries.invitations import invitation, is_waiting
from hub.core import clock
from hub.core.access import Actor, Permission, Role, guard
from hub.core.db import commit, db
from hub.core.errors import Conflict, Invalid
from hub.core.ids import new_token, token_hash
from hub.core.locale import LANGUAGES, gettext, lazy_gettext
from hub.core.registry import Ref
from hub.network.addresses import clean_email
from hub.network.mandates import check_mandate
from hub.network.models import Organisation, Person, Region
from hub.services import audit
from hub.services.mail import write_mail
from hub.web.addresses import absolute

LIFETIME = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class NewInvitation:
    email: str
    name: str
    role: Role
    region_code: str | None
    organisation_id: int | None
    language: str


def invite(actor: Actor, new: NewInvitation) -> Invitation:
    """Raises Invalid (email, region, organisation, language) or Forbidden."""
    guard(actor, Permission.ACCOUNTS_INVITATION_CREATE, new)
    email = clean_email(new.email)
    check_mandate(new.role, new.region_code)
    _check_known(new)
    if db.session.scalar(select(Person.id).where(Person.email == email)):
        raise Invalid({"email": gettext("This address has an account already.")})
    if is_waiting(db.session, email):
        raise Invalid({"email": gettext("This address is invited already. You can send the invitation again.")})
    asked = Invitation(
        email=email,
        name=new.name.strip(),
        role=new.role,
        region_code=new.region_code,
        organisation_id=new.organisation_id,
        language=new.language,
        invited_by_id=actor.person_id,
    )
    db.session.add(asked)
    _send(asked, actor)
    audit.record(db.session, actor, "accounts.invitation.sent", _ref(asked), email=email, role=new.role.value)
    commit()
    return asked


def invite_again(actor: Actor, invitation_id: int) -> Invitation:
    """A new link in a new mail; the earlier link is dead."""
    asked = _open_invitation(actor, invitation_id)
    asked.revoked_at = None
    _send(asked, actor)
    audit.record(db.session, actor, "accounts.invitation.resent", _ref(asked), email=asked.email)
    commit()
    return asked


def revoke_invitation(actor: Actor, invitation_id: int) -> Invitation:
    asked = _open_invitation(actor, invitation_id)
    asked.revoked_at = clock.utcnow()
    audit.record(db.session, actor, "accounts.invitation.revoked", _ref(asked), email=asked.email)
    commit()
    return asked


def _open_invitation(actor: Actor, invitation_id: int) -> Invitation:
    asked = invitation(db.session, actor, invitation_id)
    guard(actor, Permission.ACCOUNTS_INVITATION_CREATE, asked)
    if asked.status is InvitationStatus.ACCEPTED:
        raise Conflict(gettext("This invitation is accepted already."))
    return asked


def _send(asked: Invitation, actor: Actor) -> None:
    token = new_token()
    asked.token_hash = token_hash(token)
    asked.sent_at = clock.utcnow()
    asked.expires_at = asked.sent_at + LIFETIME
    db.session.flush()
    write_mail(
        db.session,
        "accounts.invitation",
        asked.email,
        asked.language,
        "accounts/mail/invitation.txt",
        why=lazy_gettext("Somebody invited this address to the network."),
        is_essential=True,
        invitation=asked,
        inviter=actor.name,
        link=absolute(f"/invitations/{token}?lang={asked.language}"),
        region=db.session.get(Region, asked.region_code) if asked.region_code else None,
    )


def _check_known(new: NewInvitation) -> None:
    messages = {}
    if new.region_code and db.session.get(Region, new.region_code) is None:
        messages["region"] = gettext("Choose a region of the list.")
    if new.organisation_id and db.session.get(Organisation, new.organisation_id) is None:
        messages["organisation"] = gettext("Choose an organisation of the list.")
    if new.language not in LANGUAGES:
        messages["language"] = gettext("Choose a language of the list.")
    if messages:
        raise Invalid(messages)


def _ref(asked: Invitation) -> Ref:
    return Ref("invitation", asked.id)
