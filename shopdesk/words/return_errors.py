"""What each error of after-sales says: what happened, what it means, what to do."""

from shopdesk.words import N_

RETURNS = {
    "return-unknown": N_("No case, no waybill and no order is known by {value}. Nothing was changed; scan it again."),
    "return-reason-unknown": N_(
        "There is no return reason called {value}. Nothing was changed; choose one of these: {allowed}."
    ),
    "return-kind-unknown": N_(
        "There is no kind of after-sales called {value}. Nothing was changed; choose one of these: {allowed}."
    ),
    "return-verdict-unknown": N_(
        "There is no verdict called {value}. Nothing was changed; choose one of these: {allowed}."
    ),
    "return-refused": N_("Order {order}: {why} Nothing was changed."),
    "return-state": N_("Case {number} is {standing}; that cannot be done with it now. It was left as it is."),
    "return-line-unknown": N_("{sku} does not stand in case {number}. Nothing was changed; look at its lines."),
    "return-note-missing": N_("A reason is needed. Nothing was changed; write it in a few words."),
    "return-of-exchange": N_(
        "This order was sent as an exchange and was paid with {order}. Nothing was changed; open the return there."
    ),
    "return-ownerless": N_(
        "Case {number} belongs to no order yet. Nothing was changed; find its owner and open a case for that order."
    ),
    "return-nothing-undone": N_("Case {number} has no step that could be taken back. It was left as it is."),
    "return-sent": N_(
        "The exchange order {order} of case {number} has left. Nothing was changed; take that shipment back first."
    ),
    "unship-returned": N_(
        "{order} has a case of after-sales, so its goods come back with that. Nothing was changed; undo the case first."
    ),
    "inspection-counts": N_(
        "{found} pieces of {sku} were entered, but {pieces} are in case {number}. Nothing was booked; count again."
    ),
    "photo-unreadable": N_("{file} cannot be read as a picture ({reason}). It was not kept; take another photo."),
    "evidence-unreadable": N_(
        "{file} is neither a picture nor a video that can be read. It was not kept; take it again, or send it as it"
        " came from the camera."
    ),
    "evidence-too-large": N_("{file} is larger than {most} MB. It was not kept; shorten the video, then add it again."),
    "ticket-unknown": N_("There is no ticket {value}. Nothing was changed; look for it with tickets list."),
    "ticket-invalid": N_("{value} cannot be told of a ticket. Nothing was changed; write one of: {allowed}."),
    "ticket-step-unknown": N_(
        "There is no ticket step called {value}. Nothing was changed; choose one of these: {allowed}."
    ),
    "ticket-state": N_("Ticket {number} is past this step already. It was left as it is; take its last step back."),
    "reply-unknown": N_("No reply has the code {value}. Nothing was noted; the codes are: {allowed}."),
    "serial-invalid": N_("{value} cannot be a serial number. Nothing was kept; type 3 to 80 visible characters."),
    "warranty-unknown": N_("No serial number, order or customer is known by {value}. Look at how it is written."),
    "policy-day-past": N_(
        "A version cannot begin on {day}, before today ({today}): orders of those days were judged already. Nothing was"
        " changed; choose today or later."
    ),
    "reply-exists": N_("A reply with the code {value} is there already. Nothing was saved; choose another code."),
    "reply-invalid": N_(
        "The reply cannot be kept: {place}. Nothing was saved; it needs a code, a text, and only known placeholders."
    ),
    "policy-option": N_(
        "The policy knows nothing of {option} {value}. Nothing was changed; write NAME=VALUE, the names are: {allowed}."
    ),
    "policy-invalid": N_("The policy cannot be read at {place}. Nothing was changed; correct that place."),
    "refund-missing": N_("No money has gone back with case {number}. There is no voucher; refund it first."),
    "refund-amount-needed": N_("A partial refund is agreed on. Nothing was paid back; name its amount."),
    "refund-route-unknown": N_(
        "Money cannot be paid back by {value}. Nothing was changed; choose one of these ways: {allowed}."
    ),
    "refund-too-large": N_(
        "{amount} is more than is left of what was paid ({left}, both in the smallest unit). Nothing was paid back;"
        " write a smaller amount."
    ),
}
