"""The print queue: a job and its drawn pages, and of every physical copy whether it came out."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE print_jobs ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, document TEXT NOT NULL, layout TEXT NOT NULL,"
    " printer TEXT NOT NULL, station TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL,"
    " start_at INTEGER NOT NULL DEFAULT 1, labels INTEGER NOT NULL, printed INTEGER NOT NULL DEFAULT 0,"
    " pages INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL, error TEXT NOT NULL DEFAULT '',"
    " details TEXT NOT NULL DEFAULT '{}', claim TEXT NOT NULL DEFAULT '', queued_at TEXT NOT NULL, tried_at TEXT,"
    " sent_at TEXT, handed_at TEXT, ended_at TEXT, follows INTEGER REFERENCES print_jobs,"
    " followed INTEGER REFERENCES print_jobs) STRICT",
    "CREATE INDEX print_jobs_open ON print_jobs (state, printer, id) WHERE state IN ('queued', 'sent', 'failed')",
    # Beside the job, not in it: its rows stay short, and what names people goes when the paper is there.
    "CREATE TABLE print_pages (job_id INTEGER PRIMARY KEY REFERENCES print_jobs, pdf BLOB NOT NULL) STRICT",
    "ALTER TABLE prints ADD COLUMN job_id INTEGER REFERENCES print_jobs",
    "ALTER TABLE prints ADD COLUMN place INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE prints ADD COLUMN state TEXT NOT NULL DEFAULT 'confirmed'",  # as was thought of those before
    "ALTER TABLE prints ADD COLUMN settled_at TEXT",
    "UPDATE prints SET settled_at = at",
    "CREATE INDEX prints_of_job ON prints (job_id, place) WHERE job_id IS NOT NULL",
    "DROP INDEX prints_current",
    "CREATE INDEX prints_current ON prints (order_id, state) WHERE document = 'labels' AND outdated_at IS NULL",
)


def upgrade(db: Database) -> None:
    """Make the queue; copies counted before it stay counted."""
    for statement in _STATEMENTS:
        db.execute(statement)
