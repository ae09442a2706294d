"""The table of messages: what is to be told to whom."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shopdesk.services.messages import Message, message_ids, read_messages
from shopdesk.services.shop import Shop

_SORTS: Mapping[str, Callable[[Message], Any]] = {
    "": lambda message: message.row,
    "number": lambda message: message.order.number,
    "channel": lambda message: (message.order.channel, message.order.number),
    "kind": lambda message: message.kind,
    "made": lambda message: (message.sent_at or message.made_at, message.row),
}


class MessageTable:
    """The messages of a view that hold a text, the newest first; a page of them is written when it is seen."""

    def __init__(self, shop: Shop, view: str, search: str = "") -> None:
        self._shop = shop
        self._ids = message_ids(shop, view)
        self._known: dict[int, Message] = {}
        if search:
            text = search.lower()
            self._ids = [message.row for message in self._read(self._ids) if text in _words(message)]

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the messages in order."""
        if not sort:
            return array("q", self._ids)
        ordered = sorted(self._read(self._ids), key=_SORTS[sort], reverse=descending)
        return array("q", [message.row for message in ordered])

    def rows(self, ids: Sequence[int]) -> list[Message]:
        """Return these messages, in this order."""
        return self._read(ids)

    def _read(self, ids: Sequence[int]) -> list[Message]:
        lacking = [row for row in ids if row not in self._known]
        self._known |= {message.row: message for message in read_messages(self._shop, lacking)}
        return [self._known[row] for row in ids]


def _words(message: Message) -> str:
    order = message.order
    return f"{order.number} {order.channel_order_no} {order.buyer} {order.receiver.name} {message.text}".lower()
