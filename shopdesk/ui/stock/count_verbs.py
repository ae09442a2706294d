"""What is entered into a stock count in the window, each with its way back."""

from shopdesk.domain.jobs import Job
from shopdesk.services.identity import new_id
from shopdesk.services.shop import Shop
from shopdesk.services.stock_counts import enter_count, take_entry_back


class Entry:
    """What was counted of one code; entered again after it was taken back it is an entry of its own."""

    def __init__(self, number: str, code: str, pieces: int, kind: str) -> None:
        self._number, self._code, self._pieces, self._kind = number, code, pieces, kind
        self._uuid = new_id()

    def there(self, shop: Shop, _job: Job) -> None:
        """Enter it; the same attempt twice enters it once."""
        enter_count(shop, self._number, self._code, self._pieces, kind=self._kind, uuid=self._uuid)

    def back(self, shop: Shop, _job: Job) -> None:
        """Take it back."""
        take_entry_back(shop, self._uuid)
        self._uuid = new_id()
