"""What each error of the stall says: what happened, what it means, what to do."""

from shopdesk.words import N_

SALES = {
    "shift-none": N_("The till is closed. Nothing was sold; open a shift with the cash that lies in it."),
    "shift-open": N_("Shift {number} is open already. Nothing was changed; close it first."),
    "shift-unknown": N_("There is no shift {value}. Look at how its number is written."),
    "shift-held": N_(
        "Carts that are put aside or lie on the counter: {held}. The shift stays open; sell them, or give them up."
    ),
    "shift-difference": N_(
        "{counted} was counted, {expected} should lie there: {difference} apart. The shift stays open; count again, or"
        " write the reason."
    ),
    "cash-count": N_("{value} cannot be counted as cash. Nothing was changed; write how many of each note there are."),
    "cash-reason-missing": N_("Cash goes in or out with a reason. Nothing was noted; write it in a few words."),
    "cash-missing": N_(
        "{wanted} is more than lies in the till ({lying}). Nothing was paid out; take a smaller amount or another way."
    ),
    "code-unknown": N_("No goods are known by {value}. Nothing was added; scan again, or look for them by name."),
    "sale-unknown": N_("There is no sale {value}. Look at the number on the receipt."),
    "stall-sold-out": N_(
        "{sku} is sold out at the stall: {left} there, {missing} missing. Nothing was sold; take it out of the cart,"
        " or fetch it from the office."
    ),
    "weight-needed": N_("{sku} is sold by weight. Nothing was added; weigh it and write the grams."),
    "weight-not-wanted": N_("{sku} is sold by pieces. Nothing was added; write how many."),
    "price-reason-missing": N_("A price or discount by hand needs a reason. Nothing was changed; write it. {sku}"),
    "discount-over-limit": N_(
        "{percent}% by hand is more than the {limit}% that is allowed at the stall. Nothing was changed; take less off,"
        " or let who runs the shop change stall.discount_limit."
    ),
    "price-right-missing": N_(
        "{person} may not go below a price at the stall, that is for: {people}. Nothing was changed; let one of them"
        " sell it, or add the name to stall.price_people."
    ),
    "tender-unknown": N_("Nobody can pay by {value} here. Nothing was sold; choose one of these ways: {allowed}."),
    "tender-amount": N_("{value} cannot be taken as an amount. Nothing was changed; type it again."),
    "tender-over": N_(
        "{amount} is more than is left to pay ({left}), and only cash gives change. Nothing was sold; write what was"
        " paid."
    ),
    "tender-short": N_("{missing} of {total} is still to be paid. Nothing was sold; take the rest too."),
    "change-unlikely": N_(
        "{given} in cash for {due} would give {change} back: a note too many, or a slip. Nothing was sold; write what"
        " was handed over."
    ),
    "sum-changed": N_(
        "The sum was {before} and is {now} now: a price or promotion has begun or ended meanwhile. Nothing was sold;"
        " tell the buyer and take the money again."
    ),
    "held-unknown": N_("That cart is no longer put aside. Somebody has taken it up; look at the list again."),
    "coupon-missing": N_("No code was given. Nothing was taken off; type or scan the coupon."),
    "coupon-twice": N_("The coupon {value} is in this cart already. Nothing was changed."),
    "refund-pieces": N_(
        "{wanted} of {sku} cannot go back to {number}; {left} are left of it. Nothing was paid back; choose fewer."
    ),
    "refund-never-sold": N_(
        "No sale of {sku} in the last {days} days is open for it. Nothing was paid back; look for its receipt."
    ),
}
