"""Where verbs find what they are about: by the names under which the day has made it."""

from collections.abc import Callable
from functools import wraps

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.jobs import SilentJob
from shopdesk.services.shop import Shop

JOB = SilentJob()
Verb = Callable[[Shop], object]
HOME = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")


def looked_at(verb: Verb) -> Verb:
    """Mark a verb that nobody does a second time without a look: what it did stands there, and twice is more of it."""
    return _marked(verb, "looked_at")


def in_steps(verb: Verb) -> Verb:
    """Mark a verb of several transactions, each whole in itself: after one of them, the rest is done another time."""
    return _marked(verb, "in_steps")


def _marked(verb: Verb, mark: str) -> Verb:
    @wraps(verb)
    def marked(shop: Shop) -> object:
        return verb(shop)

    setattr(marked, mark, True)
    return marked


def one(shop: Shop, question: str, *values: object) -> str:
    """Return the first cell of the first row."""
    return str(shop.connection.execute(question, values).fetchone()[0])


def order(shop: Shop, uuid: str) -> str:
    """Return an order's number by the name it was made under."""
    return one(shop, "SELECT number FROM orders WHERE uuid = ?", uuid)


def newest(shop: Shop, table: str, column: str = "uuid") -> str:
    """Return a cell of the newest row of a table."""
    return one(shop, f'SELECT "{column}" FROM "{table}" ORDER BY id DESC LIMIT 1')
