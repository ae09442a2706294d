"""What each error of prices and promotions says: what happened, what it means, what to do."""

from shopdesk.words import N_

PROMOTIONS = {
    "basket-empty": N_("There is nothing to price. Name at least one SKU with its quantity."),
    "price-invalid": N_("{value} cannot be the price of {sku}. Nothing was changed; type an amount above zero."),
    "currencies-mixed": N_(
        "The goods are priced in several currencies ({currencies}), which are never added up. Price them one by one."
    ),
    "coupon-unknown": N_("There is no coupon {value}. Nothing was taken off for it; look at the code again."),
    "coupon-too-early": N_("This coupon holds from {starts} on. Nothing was taken off for it."),
    "coupon-expired": N_("This coupon ended on {ends}. Nothing was taken off for it."),
    "coupon-other-channel": N_("This coupon does not hold on the channel {channel}. Nothing was taken off for it."),
    "coupon-other-level": N_("This coupon is for members of another level. Nothing was taken off for it."),
    "coupon-other-goods": N_("This coupon is for other goods. Nothing was taken off for it."),
    "coupon-excluded": N_("This coupon cannot be used together with what is already taken off."),
    "coupon-needs-customer": N_("This coupon asks who buys. Choose the customer, then it can be used."),
    "coupon-new-only": N_("This coupon is for a first order; this customer has {orders} already."),
    "coupon-returning-only": N_("This coupon is for customers who have bought before; this is a first order."),
    "coupon-used": N_("This customer has used this coupon already. Nothing was taken off for it."),
    "coupon-used-up": N_("All {limit} uses of this coupon are gone. Nothing was taken off for it."),
    "coupon-budget-spent": N_("The budget of this coupon is spent. Nothing was taken off for it."),
    "coupon-below-threshold": N_("{short} more is needed for this coupon. Nothing was taken off for it."),
    "promotion-invalid": N_("“{value}”: {why} Nothing was changed."),
    "coupon-code-used": N_("The coupon {value} was used already, with {document}. Nothing was taken off for it."),
    "coupon-stopped": N_("The coupon {value} is stopped. Nothing was taken off for it."),
    "coupon-single": N_("{value} is given out as single codes. Type the code that the customer holds."),
    "price-kind": N_("There is no kind of price called {value}. Nothing was changed; choose one of these: {allowed}."),
    "price-dates": N_(
        "A price of {sku} would end before it begins or has ended. Nothing was changed; look at the dates."
    ),
    "price-unknown": N_("This price is no longer in the book. Nothing was changed; look at the list again."),
    "price-changed-since": N_(
        "A later change stands on these prices. Nothing was taken back; take the later one back first."
    ),
    "price-recipe": N_("Say one thing: percent, an amount or a price, and percent not below -95. Nothing was changed."),
    "level-unknown": N_(
        "There is no member level called {value}. Nothing was changed; choose one of these: {allowed}."
    ),
    "competitor-missing": N_("A competitor's name is needed. Nothing was noted; write who asks this price."),
    "promotion-unknown": N_("There is no promotion {value}. Nothing was changed; look at the list."),
    "promotion-taken": N_("The code {value} is taken. Nothing was changed; choose another code."),
    "promotion-ended": N_("{name} ended on {ends}. It was not started; give it a later end first."),
    "promotion-not-run": N_("{name} has not run yet, so there is nothing to compare. Start it first."),
    "gift-none": N_("Nothing of the gift {sku} is there. {name} was not started; receive the goods or choose another."),
    "promotion-sold-out": N_("The pieces of this promotion are sold out. The usual price holds."),
    "gift-out-of-stock": N_(
        "{given} of {wanted} pieces of the gift {sku} are there. The gift comes only as far as there is stock."
    ),
}

# What a promotion breaks where it is none; stands in the sentence of "promotion-invalid".
RULES = {
    "code": N_("A code is needed: at most 24 characters without spaces."),
    "name": N_("A name is needed: at most 60 characters on one line."),
    "kind": N_("There is no promotion of this kind."),
    "audience": N_("A coupon is for any, new or returning customers."),
    "dates": N_("It must end after it begins."),
    "number": N_("A number is below nothing or too large."),
    "flash-limit": N_("A flash sale needs the number of pieces that there are."),
    "steps": N_("It must say what is taken off, in one to nine tiers."),
    "one-step": N_("This kind has one tier only."),
    "least": N_("A tier cannot begin below nothing."),
    "tiers-order": N_("Tiers must rise, each from more on than the one before."),
    "off": N_("Each tier takes off percent from 1 to 99, or an amount, or sets a price above nothing: one of them."),
    "tiers-fall": N_("A higher tier must not give less than a lower one."),
    "threshold-least": N_("A threshold reduction needs a sum or number of pieces to reach."),
    "free": N_("It would take off all that is asked for, so the goods would be free."),
    "each": N_("Per whole needs one tier with an amount."),
    "gift-least": N_("A gift needs something bought first."),
    "group-least": N_("A group begins at two people."),
    "bundle-items": N_("A bundle, and only a bundle, names the goods of a set, two pieces at least."),
    "bundle-pieces": N_("Each of the goods stands in a set once, with one piece or more."),
    "gift-quantity": N_("From 1 to 1,000 pieces of a gift come along."),
    "coupon-only": N_("Only coupons ask who buys."),
    "tier": N_("Write tiers as 99-10 (from 99 on 10 off), @9.90 or 20%, with spaces between them."),
    "unknown": N_("These keys are not known."),
    "unreadable": N_("This cannot be read as a promotion."),
}
