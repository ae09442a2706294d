"""What each error of payments and statements says: what happened, what it means, what to do."""

from shopdesk.words import N_

PAYMENTS = {
    "payment-method-unknown": N_(
        "There is no method of payment called {value}. Nothing was kept; choose one of these: {allowed}."
    ),
    "payment-amount": N_("{value} cannot be paid. Nothing was kept; type an amount above zero."),
    "payment-too-large": N_(
        "Only {left} of order {order} is still to be paid, {amount} is too much. Nothing was kept; look at its"
        " payments."
    ),
    "payment-missing": N_("Nothing was paid for {value}. Nothing went back; look at its number."),
    "payment-unknown": N_("There is no payment {value}. Nothing was changed; look for it with payments list."),
    "payment-settled": N_(
        "A statement tells of the payment {reference}. It was left as it is; take its match back first."
    ),
    "statement-unknown": N_(
        "{file} is not a bill of Alipay, WeChat or a known bank. Nothing was taken; name its columns of time and"
        " amount, or download the bill as csv."
    ),
    "statement-empty": N_("{file} holds no line of a bill. Nothing was taken; download it again for the right span."),
    "statement-zero": N_(
        "The amount of {value} is zero: no money has moved. The line was left out; nothing needs to be done."
    ),
    "statement-currency": N_("The amount in {column} is in {value}. The line was left out; match it by hand."),
    "row-cut": N_("The row ends too early ({value}). It was left out; download the bill again."),
    "statement-missing": N_("There is no statement {value}. Nothing was changed; look for it with reconcile --list."),
    "statement-again": N_(
        "{count} lines of this bill came with a newer one meanwhile. It stays taken back; take the newer one back"
        " first."
    ),
    "statement-line-unknown": N_("There is no line {value} in any statement. Nothing was changed; look at its number."),
    "match-kinds": N_("The line and the payment do not go the same way. Nothing was matched; choose another one."),
    "match-currency": N_("The amounts are in {value}, which are never added up. Nothing was matched."),
    "match-taken": N_("{value} is matched already. It was left as it is; take that match back first."),
}
