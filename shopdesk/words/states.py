"""The word for every state, event and reason that a table, a badge or a sentence shows."""

from shopdesk.words import N_, _

STATES = {
    "unpaid": N_("Unpaid"),
    "new": N_("New"),
    "to-ship": N_("To ship"),
    "picking": N_("Picking"),
    "packed": N_("Packed"),
    "shipped": N_("Shipped"),
    "delivered": N_("Delivered"),
    "cancelled": N_("Cancelled"),
    "refunding": N_("Refunding"),
    "short": N_("Short"),
    "suspicious": N_("Suspicious"),
    "hold": N_("On hold"),
    "masked": N_("Masked"),
    "unmatched": N_("Unmatched"),
    "pass": N_("Pass"),
    "warn": N_("Check"),
    "fail": N_("Fail"),
    "none": N_("No picture"),
    "draft": N_("Draft"),
    "ready": N_("Ready"),
    "listed": N_("Listed"),
    "archived": N_("Archived"),
    "in-stock": N_("In stock"),
    "low": N_("Low"),
    "out": N_("Out"),
    "oversold": N_("Oversold"),
    "open": N_("Open"),
    "paused": N_("Paused"),
    "posted": N_("Posted"),
    "closed": N_("Closed"),
    "undone": N_("Taken apart"),
    "ordered": N_("On order"),
    "part": N_("Partly received"),
    "received": N_("Received"),
    "overdue": N_("Overdue"),
    "created": N_("Added"),
    "updated": N_("Changed"),
    "unchanged": N_("Same"),
    "rejected": N_("Refused"),
    "queued": N_("Queued"),
    "sent": N_("Sent, unconfirmed"),
    "confirmed": N_("Confirmed"),
    "failed": N_("Failed"),
    "pay-open": N_("Awaited"),
    "pay-due": N_("Awaited today"),
    "pay-late": N_("Late"),
    "pay-settled": N_("Settled"),
    "pay-differs": N_("Amount differs"),
    "pay-undone": N_("Taken back"),
}

EVENTS = {
    "created": N_("Came in"),
    "updated": N_("Changed by an import"),
    "restored": N_("Import taken back"),
    "confirmed": N_("Confirmed"),
    "short": N_("Found short"),
    "held": N_("Put on hold"),
    "suspicious": N_("Marked: the buyer is blocked"),
    "released": N_("Released"),
    "picking": N_("Being picked"),
    "wave": N_("Taken into a wave"),
    "wave-left": N_("Taken out of a wave"),
    "shelf-short": N_("Not found at its shelf"),
    "packed": N_("Packed"),
    "waybill": N_("Given a waybill"),
    "printed": N_("Printed"),
    "not-printed": N_("Not printed"),
    "print-taken-back": N_("Print confirmation taken back"),
    "shipped": N_("Shipped"),
    "unshipped": N_("Shipment taken back"),
    "sold": N_("Sold at the stall"),
    "delivered": N_("Delivered"),
    "message": N_("Buyer told"),
    "tracking": N_("News of the parcel"),
    "cancelled": N_("Cancelled"),
    "unconfirmed": N_("Confirmation taken back"),
    "reopened": N_("Opened again"),
    "stepped-back": N_("Step taken back"),
    "merged": N_("Goes in one parcel with others"),
    "unmerged": N_("Goes alone again"),
    "split": N_("Pieces split off"),
    "split-off": N_("Split off from another order"),
    "joined": N_("A part joined again"),
    "receiver": N_("Receiver changed"),
    "seller_note": N_("Note changed"),
    "paid": N_("Paid, noted by hand"),
    "hold": N_("Waiting taken back"),
    "hold-told": N_("Told until when to wait"),
    "cleared": N_("Looked at, nothing odd"),
    "checked": N_("Parcel checked by scanning"),
    "handed-back": N_("Handed back to the platform"),
    "hand-back-undone": N_("Hand-back taken back"),
    "return-opened": N_("Return asked for"),
    "return-approved": N_("Return approved"),
    "return-refused": N_("Return refused"),
    "return-received": N_("Return received"),
    "return-inspected": N_("Return inspected"),
    "return-refunded": N_("Refunded"),
    "return-exchanged": N_("Exchange order made"),
    "return-sent": N_("Exchange sent"),
    "return-closed": N_("Case closed"),
    "return-undone": N_("Step of a return taken back"),
    "exchange": N_("Made as an exchange"),
    "payment-taken": N_("Payment taken"),
    "payment-refunded": N_("Payment paid back"),
    "payment-undone": N_("Payment taken back"),
}

REASONS = {
    "receipt": N_("Receipt"),
    "purchase": N_("Purchase"),
    "sale": N_("Sale"),
    "return": N_("Return"),
    "transfer": N_("Transfer"),
    "count": N_("Count"),
    "damage": N_("Damage"),
    "write-off": N_("Write-off"),
    "kit": N_("Kit"),
    "correction": N_("Correction"),
}

CHANNELS = {
    "taobao": N_("Taobao"),
    "jd": N_("JD"),
    "pdd": N_("Pinduoduo"),
    "douyin": N_("Douyin"),
    "woocommerce": "WooCommerce",
    "shopify": "Shopify",
    "stall": N_("Stall"),
    "manual": N_("By hand"),
    "phone": N_("By telephone"),
    "wechat": N_("WeChat"),
}


def word_channel(channel: str) -> str:
    """Return the name of a sales channel; one we do not know is shown as its file called it."""
    return _(CHANNELS[channel]) if channel in CHANNELS else channel


def word_event(kind: str) -> str:
    """Return the word for an entry of an order's timeline."""
    return _(EVENTS[kind])


def word_reason(reason: str) -> str:
    """Return the word for the reason of a stock movement."""
    return _(REASONS[reason])


def word_state(state: str) -> str:
    """Return a state's word in the language spoken."""
    return _(STATES[state])
