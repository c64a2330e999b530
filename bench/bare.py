"""The yardstick: a bare Flask and Jinja page with three SQLAlchemy queries, on the same database, as long as asked for.

`/page?length=30000` reads a topic, its author and its first 20 posts through the ORM and renders them, filled up to about
that many bytes. `create_app(database_url)` is served by the same server with the same workers as the hub.
"""

from flask import Flask, render_template_string, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

FRAME = 900
"""Bytes of the page around the posts, about."""

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{{ topic.title }}</title></head>
<body><header><a href="/">Hub</a> <nav><a href="/forum/">Forum</a></nav></header>
<main><h1>{{ topic.title }}</h1><p>{{ author.name }}</p>
{% for post in posts %}<article id="post-{{ post.number }}"><h2>{{ post.number }}</h2>
<div>{{ post.html|safe }}</div><p>{{ filler }}</p></article>
{% endfor %}</main></body></html>"""


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))


class Topic(Base):
    __tablename__ = "forum_topic"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    author_id: Mapped[int]


class Post(Base):
    __tablename__ = "forum_post"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    topic_id: Mapped[int]
    number: Mapped[int]
    html: Mapped[str] = mapped_column(Text)


def create_app(database_url: str, topic_id: int) -> Flask:
    """The yardstick on the hub's own tables; `topic_id`: a topic with at least 20 posts."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url
    db = SQLAlchemy(app, model_class=Base, disable_autonaming=True)

    @app.get("/page")
    def page() -> str:
        length = request.args.get("length", 20_000, type=int)
        topic = db.session.execute(db.select(Topic).filter_by(id=topic_id)).scalar_one()
        author = db.session.execute(db.select(Person).filter_by(id=topic.author_id)).scalar_one()
        posts = db.session.execute(
            db.select(Post).filter_by(topic_id=topic_id).order_by(Post.number).limit(20)
        ).scalars().all()  # fmt: skip
        written = sum(len(post.html) + 80 for post in posts) + FRAME
        filler = "x" * max(0, (length - written) // max(1, len(posts)))
        return render_template_string(PAGE, topic=topic, author=author, posts=posts, filler=filler)

    return app
