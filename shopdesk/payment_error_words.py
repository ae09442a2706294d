"""What each error of payments and statements says: what happened, what it means, what to do."""

from shopdesk.words import N_

PAYMENTS = {
    "payment-method-unknown": N_("{value} is no method of payment. Nothing was kept; the methods are: {allowed}."),
    "payment-amount": N_("{value} is no amount that can be paid. Nothing was kept; write an amount above zero."),
    "payment-too-large": N_(
        "Only {left} of order {order} is still to be paid, {amount} is too much. Nothing was kept; look at its"
        " payments."
    ),
    "payment-missing": N_("Nothing was paid for {value}. Nothing went back; look at its number."),
    "payment-unknown": N_("There is no payment {value}. Nothing was changed; look for it with payments list."),
    "payment-settled": N_(
        "A statement tells of the payment {reference}. It was left as it is; take its match back first."
    ),
}
