"""WooCommerce's order states, in the shop's words."""

from shopdesk.domain.errors import ShopError

_STATES = {
    "pending": ("unpaid", "new"),
    "on-hold": ("unpaid", "new"),
    "failed": ("unpaid", "new"),
    "checkout-draft": ("unpaid", "new"),
    "processing": ("paid", "new"),
    "completed": ("paid", "shipped"),
    "shipped": ("paid", "shipped"),
    "delivered": ("paid", "delivered"),
    "partially-shipped": ("paid", "new"),
    "cancelled": ("unpaid", "cancelled"),
    "trash": ("unpaid", "cancelled"),
    "refunded": ("refunded", "cancelled"),
}


def woocommerce_state(
    status: str, column: str, *, was_paid: bool, completed: bool, total: int, refunded: int
) -> tuple[str, str]:
    """Return payment and fulfilment; a refunded order whose goods had not left is cancelled.

    `completed` says that the shop gives a time of completion. Raises ShopError("status-unknown").
    """
    key = status.lower().removeprefix("wc-").replace(" ", "-")
    if key not in _STATES:
        raise ShopError("status-unknown", value=status, column=column)
    payment, fulfilment = _STATES[key]
    if payment == "refunded":
        return "refunded", "shipped" if completed else "cancelled"
    if payment == "unpaid" and was_paid:
        payment = "paid"
    if refunded:
        payment = "refunded" if refunded >= total else "part-refunded"
    return payment, fulfilment
