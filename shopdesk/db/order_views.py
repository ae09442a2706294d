"""The views of orders as conditions; each ? is the moment at which it is looked at."""

from shopdesk.domain.channels import HAND_BACK_CHANNELS

OPEN = "fulfilment IN ('new', 'confirmed', 'picking', 'packed')"  # to the letter as in the index orders_waiting

_LEFT = "SELECT e.order_id FROM order_events e WHERE e.kind = 'shipped'"
_TOLD = "SELECT 1 FROM handed_back h JOIN hand_backs b ON b.id = h.hand_back_id AND b.undone_at IS NULL"
_TO_TELL = ", ".join(f"'{channel}'" for channel in HAND_BACK_CHANNELS)

LIVE = "o.removed_at IS NULL AND o.id > 0"  # said like this it is read along the narrow index orders_live

# Orders that could go in one parcel: paid, open, nobody's doubt on them, and another of the same receiver beside them.
_FREE = (
    "{0}.fulfilment IN ('new', 'confirmed', 'picking') AND {0}.payment <> 'unpaid' AND {0}.removed_at IS NULL"
    " AND {0}.hold + {0}.refunding + {0}.masked = 0 AND {0}.name <> '' AND {0}.street <> ''"
)
_ONE_CHANNEL = "coalesce((SELECT value FROM settings WHERE name = 'orders.merge_channels'), 'false') <> 'true'"
TOGETHER = (
    f"{_FREE.format('o')} AND EXISTS (SELECT 1 FROM orders b WHERE b.{OPEN} AND b.receiver_key = o.receiver_key"
    f" AND b.id <> o.id AND {_FREE.format('b')} AND (b.group_id IS NULL OR b.group_id IS NOT o.group_id)"
    " AND (b.waybill = o.waybill OR b.waybill = '' OR o.waybill = '')"
    f" AND (b.channel = o.channel OR NOT {_ONE_CHANNEL}) AND b.currency = o.currency)"
)

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
    "together": TOGETHER,
    "late": "o.fulfilment IN ('new', 'confirmed', 'picking', 'packed') AND o.payment <> 'unpaid' AND o.ship_by < ?",
    "due": "o.fulfilment IN ('new', 'confirmed', 'picking', 'packed') AND o.payment <> 'unpaid' AND o.ship_by >= ?"
    " AND o.leave_by < strftime('%Y-%m-%dT%H:%M:%SZ', ?, '+2 hours')",
    "to-pick": "o.fulfilment = 'confirmed' AND o.hold = 0",
    "to-pack": "o.fulfilment = 'picking' AND o.hold = 0",
    "to-hand-over": "o.fulfilment = 'packed' AND o.hold = 0",
    "held": "o.fulfilment IN ('new', 'confirmed', 'picking', 'packed') AND o.hold = 1",
    "to-print": "o.fulfilment IN ('confirmed', 'picking', 'packed') AND o.hold = 0 AND o.masked = 0"
    " AND NOT EXISTS (SELECT 1 FROM prints p WHERE p.order_id = o.id AND p.document = 'labels'"
    " AND p.outdated_at IS NULL AND p.state IN ('queued', 'sent', 'confirmed'))",
    "printed": "o.fulfilment IN ('confirmed', 'picking', 'packed') AND o.hold = 0"
    " AND EXISTS (SELECT 1 FROM prints p WHERE p.order_id = o.id AND p.document = 'labels'"
    " AND p.outdated_at IS NULL AND p.state = 'confirmed')",
    "masked": "o.fulfilment IN ('new', 'confirmed', 'picking', 'packed') AND o.payment <> 'unpaid' AND o.masked = 1",
    "short": "o.fulfilment IN ('new', 'confirmed', 'picking', 'packed') AND o.payment <> 'unpaid' AND o.short = 1",
}
