"""Sentences for what keeps an order from going its way: what happened, what it means, what to do."""

from shopdesk.words import N_

ORDERS = {
    "order-unknown": N_("There is no order {value}. Look for it by a part of its number, name or telephone."),
    "order-state": N_("{order} stands at “{state}” and cannot go this way. It was left as it is."),
    "order-on-hold": N_("{order} is on hold. It was left as it is; release it first."),
    "order-refunding": N_(
        "{order} is stopped: its buyer wants the money back. It was left as it is; settle the refund on the platform,"
        " then cancel the order or release it."
    ),
    "order-refunded": N_("{order} has been refunded. It was left as it is; cancel it."),
    "order-short": N_(
        "There are not enough goods for {order}. Nothing was reserved; tell the buyer, or receive goods and confirm"
        " again."
    ),
    "merge-needs-two": N_("One order cannot be put together. Nothing was changed; choose two or more of one receiver."),
    "merge-masked": N_(
        "The receiver of {order} is hidden, so nobody can tell who it is for. Nothing was changed; send it alone."
    ),
    "merge-receivers": N_(
        "{order} and {other} go to different receivers. Nothing was changed; give both the same receiver, or send them"
        " apart."
    ),
    "merge-channels": N_(
        "{order} and {other} come from different platforms. Nothing was changed; the settings can allow it, under"
        " orders.merge_channels."
    ),
    "merge-currencies": N_("{order} and {other} are in different currencies. Nothing was changed; send them apart."),
    "merge-flags": N_(
        "Only one of {order} and {other} is on hold or being refunded. Nothing was changed; settle that first."
    ),
    "merge-waybills": N_(
        "{order} and {other} have a waybill each. Nothing was changed; take one of the numbers back first."
    ),
    "not-merged": N_("{order} goes alone already. Nothing was changed."),
    "split-everything": N_("Something has to stay in {order}. Nothing was changed; take fewer pieces out."),
    "split-nothing-short": N_("Everything of {order} is in stock, so it can go whole. Nothing was changed."),
    "split-nothing-here": N_(
        "Nothing of {order} is in stock, so nothing could go now. Nothing was changed; tell the buyer, or receive"
        " goods."
    ),
    "not-split": N_("{order} was not split off from another order. Nothing was changed."),
    "split-has-parts": N_("Of {order} parts were split off: {parts}. Nothing was changed; join these first."),
    "sku-not-in-order": N_("{sku} is not in {order}. Nothing was changed; look at its lines with orders show."),
    "hold-time": N_("An order cannot wait until {value}. Nothing was changed; choose a time within a year from now."),
    "pack-done": N_("{order} is packed already. It was left as it is; put the goods back on the shelf."),
    "pack-busy": N_(
        "{order} is being packed by {actor} at {station}. It was left there; lay it aside there first, or wait until"
        " nobody has touched it for half an hour."
    ),
    "pack-together": N_(
        "{order} goes in one parcel with other orders. It was left whole; take them apart on the Orders page before you"
        " pack them in two boxes."
    ),
    "pack-unknown": N_("This parcel is not open any more. Scan its waybill again."),
    "pack-incomplete": N_("{order} is not complete: {missing}. Scan what is missing, or say why it stays out."),
    "weight-out-of-range": N_("A parcel cannot weigh {value} g. Nothing was kept; type a weight from 1 g to 1,000 kg."),
    "discount-too-large": N_(
        "A discount of {value} is more than the goods and the freight come to. Nothing was written; make it smaller."
    ),
    "order-without-lines": N_("An order needs at least one line. Nothing was written."),
    "line-unreadable": N_(
        "“{value}” cannot be read as an order line. Nothing was written; write SKU=QTY, such as MUG-RED=2."
    ),
    "courier-unknown": N_("The shop has no courier {value}. Nothing was changed; its couriers are: {allowed}."),
    "courier-invalid": N_(
        "{value} cannot be so for the courier {courier}. Nothing was changed; write stars from 1 to 5, numbers such as"
        " SF#{{13}}, rates such as * 1=6.00 +1=1.50 and a pick-up such as 18:00, each province once."
    ),
    "courier-in-use": N_("The courier {courier} has numbers of its own. It was left; make it inactive instead."),
    "courier-needed": N_("{order} names no courier. It was left as it is; name one with --courier."),
    "unship-short": N_(
        "{order} cannot be reserved again: {missing} of {sku} are promised to other orders. It stays shipped."
    ),
    "view-unknown": N_("There is no view {value}. Nothing was done; choose one of these: {allowed}."),
    "tracking-columns": N_(
        "{file} has no column for the waybill or none for the state. Nothing was taken in; name them waybill, state and"
        " time in its first row."
    ),
    "tracking-state": N_(
        "“{value}” tells no state of a parcel. It was left out; write picked-up, in-transit, out-for-delivery,"
        " delivered, problem, lost or returned."
    ),
    "time-ahead": N_("{value} is still to come. The report was left out; look at the time."),
    "parcel-not-sent": N_("The parcel of {value} has not been sent. The report was left out; ship the order first."),
    "template-unknown": N_("There is no template {value}. Nothing was changed; kinds and languages are: {allowed}."),
    "template-empty": N_(
        "A template needs a subject and a text of at most {most} characters. Nothing was changed; write both."
    ),
    "placeholder-unknown": N_(
        "The template holds {value}, which nothing can be filled into. Nothing was changed; known are: {allowed}."
    ),
    "waybill-for-many": N_("One waybill cannot go to several orders. Nothing was changed; leave it to the pool."),
    "waybill-taken": N_("Waybill {value} is on another order already. {order} was left as it is."),
    "waybill-invalid": N_("{value} cannot be a waybill number. Nothing was added; type 4 to 40 letters and digits."),
    "waybill-range": N_(
        "The numbers from {first} to {last} are not one range. Nothing was added; both need the same length and"
        " beginning, and at most {most} numbers lie between them."
    ),
    "waybill-pool-empty": N_("{courier} has no free number left for {order}. Add numbers with waybills add."),
}
