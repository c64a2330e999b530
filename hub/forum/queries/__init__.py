"""The only place of the forum that builds SELECTs. Hot pages read columns, never entities."""

from hub.forum.queries.for_home import latest_topics, questions_for_region, region_questions, unread_topics
from hub.forum.queries.rows import TopicRow

__all__ = ["TopicRow", "latest_topics", "questions_for_region", "region_questions", "unread_topics"]
