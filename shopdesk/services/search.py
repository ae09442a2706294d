"""The search index brought up to date in a quiet moment."""

from shopdesk.db import search_index
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.services.shop import Shop

ORDERS_LOOKED_THROUGH = 20_000  # a tail this long is looked through in a few milliseconds
TITLES_LOOKED_THROUGH = 200
AT_ONCE = 5_000


def is_behind(shop: Shop) -> bool:
    """Tell whether so much is missing from the index that a search would be felt."""
    orders, titles = search_index.tail(shop.connection)
    return orders > ORDERS_LOOKED_THROUGH or titles > TITLES_LOOKED_THROUGH


def catch_up(shop: Shop, job: Job | None = None) -> None:
    """Take everything into the index, a few thousand orders in each transaction."""
    job = job or SilentJob()
    orders, titles = search_index.tail(shop.connection)
    total = max(orders, titles)
    for done in range(0, total, AT_ONCE):
        job.step(done, total)
        with shop.writing():
            search_index.catch_up(shop.connection, AT_ONCE)
    job.step(total, total)
