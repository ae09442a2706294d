"""The views of orders as conditions; each ? is the moment at which it is looked at."""

from shopdesk.domain.exports import HAND_BACK_CHANNELS

OPEN = "fulfilment IN ('new', 'confirmed', 'picking', 'packed')"  # to the letter as in the index orders_waiting

_LEFT = "SELECT e.order_id FROM order_events e WHERE e.kind = 'shipped'"
_TOLD = "SELECT 1 FROM handed_back h JOIN hand_backs b ON b.id = h.hand_back_id AND b.undone_at IS NULL"
_TO_TELL = ", ".join(f"'{channel}'" for channel in HAND_BACK_CHANNELS)

LIVE = "o.removed_at IS NULL AND o.id > 0"  # said like this it is read along the narrow index orders_live

VIEWS = {
    "all": "1",
    "unpaid": "o.fulfilment = 'new' AND o.payment = 'unpaid'",
    "new": "o.fulfilment = 'new' AND o.payment <> 'unpaid'",
    "to-ship": "o.fulfilment IN ('confirmed', 'picking', 'packed')",
    "shipped": "o.fulfilment IN ('shipped', 'delivered')",
    # Left from here, and the platform does not know the waybill yet.
    "to-hand-back": f"o.fulfilment = 'shipped' AND o.channel IN ({_TO_TELL}) AND o.channel_order_no <> ''"
    f" AND o.id IN ({_LEFT}) AND NOT EXISTS ({_TOLD} WHERE h.order_id = o.id AND h.waybill = o.waybill)",
    "cancelled": "o.fulfilment = 'cancelled'",
    "problems": "o.hold + o.short + o.unmatched + o.masked + o.suspicious + o.refunding > 0",
    "late": "o.fulfilment IN ('new', 'confirmed', 'picking', 'packed') AND o.payment <> 'unpaid' AND o.ship_by < ?",
    "due": "o.fulfilment IN ('new', 'confirmed', 'picking', 'packed') AND o.payment <> 'unpaid' AND o.ship_by >= ?"
    " AND o.ship_by < strftime('%Y-%m-%dT%H:%M:%SZ', ?, '+2 hours')",
    "to-print": "o.fulfilment IN ('confirmed', 'picking', 'packed') AND o.hold = 0 AND o.masked = 0"
    " AND NOT EXISTS (SELECT 1 FROM prints p WHERE p.order_id = o.id AND p.document = 'labels')",
    "printed": "o.fulfilment IN ('confirmed', 'picking', 'packed') AND o.hold = 0"
    " AND EXISTS (SELECT 1 FROM prints p WHERE p.order_id = o.id AND p.document = 'labels')",
    "masked": "o.fulfilment IN ('new', 'confirmed', 'picking', 'packed') AND o.payment <> 'unpaid' AND o.masked = 1",
    "short": "o.fulfilment IN ('new', 'confirmed', 'picking', 'packed') AND o.payment <> 'unpaid' AND o.short = 1",
}
