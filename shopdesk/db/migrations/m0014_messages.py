"""Messages to buyers: which are due or told for each order, and the shop's own templates."""

from sqlite_utils import Database

_STATEMENTS = """
CREATE TABLE messages (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, order_id INTEGER NOT NULL REFERENCES orders, kind TEXT NOT NULL,
  made_at TEXT NOT NULL, sent_at TEXT, actor TEXT NOT NULL DEFAULT '', way TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '',
  UNIQUE (order_id, kind)
) STRICT;
CREATE INDEX messages_due ON messages (kind, order_id) WHERE sent_at IS NULL;
CREATE INDEX messages_sent ON messages (sent_at) WHERE sent_at IS NOT NULL;
CREATE TABLE message_templates (
  kind TEXT NOT NULL, language TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (kind, language)
) STRICT, WITHOUT ROWID
"""


def upgrade(db: Database) -> None:
    """Add the tables; what is due for the orders that are there is found when it is first looked for."""
    for statement in _STATEMENTS.split(";\n"):
        db.execute(statement)
