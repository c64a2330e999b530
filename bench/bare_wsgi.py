"""The yardstick as gunicorn loads it: on the hub's database, on its longest topic."""

from sqlalchemy import create_engine, text

from bench.bare import create_app
from hub.core.settings import Settings

_settings = Settings.from_environ()
with create_engine(_settings.database_url).connect() as _connection:
    _topic_id = _connection.scalar(text("SELECT id FROM forum_topic ORDER BY posts_count DESC, id LIMIT 1"))
app = create_app(_settings.database_url, _topic_id)
