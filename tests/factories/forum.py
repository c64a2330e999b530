"""Categories, topics and posts, made through the forum's own actions."""

from collections.abc import Sequence

from hub.core.access import MEMBERS_AUDIENCE, Actor
from hub.core.db import db
from hub.core.multilingual import MultilingualText
from hub.forum.actions.posting import Posted, reply
from hub.forum.actions.starting import TopicDraft, start_topic
from hub.forum.models import Category, Starters, TopicKind
from hub.network.models import Group, GroupMembership


def make_category(
    slug: str = "questions",
    audience: str = MEMBERS_AUDIENCE,
    starters: Starters = Starters.MEMBERS,
    is_locked: bool = False,
) -> Category:
    category = Category(
        slug=slug,
        name=MultilingualText(fr=f"Catégorie {slug}", ar=f"تصنيف {slug}", en=f"Category {slug}"),
        description=MultilingualText(fr="Pour les tests."),
        audience=audience,
        starters=starters.value,
        is_locked=is_locked,
        position=1,
    )
    db.session.add(category)
    db.session.commit()
    return category


def make_group(*members: Actor) -> Group:
    group = Group(name=MultilingualText(fr="Groupe de travail", ar="مجموعة عمل", en="Working group"))
    db.session.add(group)
    db.session.flush()
    db.session.add_all(GroupMembership(group_id=group.id, person_id=member.person_id) for member in members)
    db.session.commit()
    return group


def make_topic(
    actor: Actor,
    category: str = "questions",
    title: str = "Comment ouvrir un guichet d’accueil ?",
    source: str = "Bonjour, nous cherchons des exemples de guichets.",
    kind: TopicKind = TopicKind.QUESTION,
    asked: Sequence[str] = (),
    themes: Sequence[str] = (),
    regions: Sequence[str] = (),
) -> int:
    """The topic's id."""
    draft = TopicDraft(title, category, kind.value, themes=themes, regions=regions, asked=asked)
    return start_topic(actor, draft, source).topic_id


def make_reply(actor: Actor, topic_id: int, source: str = "Voici notre expérience.", **options: int) -> Posted:
    return reply(actor, topic_id, source, **options)


def make_replies(actor: Actor, topic_id: int, count: int) -> None:
    for number in range(count):
        make_reply(actor, topic_id, f"Réponse numéro {number + 1}.")
