"""The promises that are running, read without the cases and tickets they belong to: Today wants no more of them."""

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time_or_none
from shopdesk.domain.after_sales import OPEN, Clock, case_promises, ticket_promises

_STATES = ", ".join(f"'{state}'" for state in OPEN)
_OPEN = f"r.settled_at IS NULL AND r.state IN ({_STATES})"


def count_open_cases(connection: Connection) -> int:
    """Return how many cases have something to be done."""
    return int(connection.execute(f"SELECT count(*) FROM returns r WHERE {_OPEN}").fetchone()[0])


def case_clocks(connection: Connection) -> list[Clock]:
    """Return the running promises of cases, the oldest case first."""
    rows = connection.execute(
        "SELECT r.number, coalesce(o.number, ''), r.state, r.kind, r.answer_due, r.send_due, r.settle_due"
        f" FROM returns r LEFT JOIN orders o ON o.id = r.order_id WHERE {_OPEN} ORDER BY r.id"
    )
    return [
        Clock(number, order, promise, due)
        for number, order, state, kind, *dues in rows
        for promise, due in case_promises(state, kind, *map(read_time_or_none, dues))
    ]


def ticket_clocks(connection: Connection) -> list[Clock]:
    """Return the running promises of tickets, the newest ticket first."""
    rows = connection.execute(
        "SELECT t.number, coalesce(o.number, ''), t.answered_at, t.solved_at, t.answer_due, t.solve_due"
        " FROM tickets t LEFT JOIN orders o ON o.id = t.order_id"
        " WHERE t.solved_at IS NULL AND t.step <> 'withdrawn' ORDER BY t.id DESC"
    )
    return [
        Clock(number, order, promise, due)
        for number, order, *moments in rows
        for promise, due in ticket_promises(*map(read_time_or_none, moments))
    ]
