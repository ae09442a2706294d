"""What is said of waves and handovers: how their orders are chosen, what is wrong with one, why a verb was refused."""

from shopdesk.words import N_, _

SORTS = {
    "urgent": N_("Most urgent first"),
    "single": N_("Single pieces first"),
    "shelf": N_("What lies together"),
    "courier": N_("Courier by courier"),
}
KINDS = {
    "all": N_("All orders"),
    "single": N_("Of one piece only"),
    "several": N_("Of several pieces only"),
}
TROUBLES = {
    "cancelled": N_("Cancelled: put its pieces back"),
    "refunded": N_("Refunded: put its pieces back"),
    "refunding": N_("Being refunded: set it aside"),
    "held": N_("On hold: set it aside"),
    "gone": N_("Packed already"),
}

WAVES = {
    "wave-unknown": N_("There is no wave {value}. Look at the numbers with waves list."),
    "wave-empty": N_("No order waits to be picked like this. No wave was made; confirm orders, or ask for less."),
    "wave-invalid": N_("A wave has 1 to {most} cart positions and one of the known orders. Nothing was made."),
    "wave-taken": N_("{order} is in the wave {wave} already. It was left there; close that wave or take it apart."),
    "wave-begun": N_(
        "Of the wave {wave} something was picked already. Nothing was changed; only an untouched wave is arranged anew."
    ),
    "wave-without": N_("{order} is not in the wave {wave}. Nothing was changed."),
    "wave-last": N_("No order would be left in the wave {wave}. Nothing was changed; break the wave up instead."),
    "wave-full": N_("The wave {wave} has its {most} positions full. The order was left where it is."),
    "wave-state": N_("The wave {wave} is {state}. Nothing was changed; open it again first, or make a new one."),
    "wave-line": N_("{value} is not in the wave {wave}. Put it back on its shelf; nothing was changed."),
    "wave-over": N_("Of {what} the wave still wants {open}. Nothing was changed; put the others back on the shelf."),
    "wave-not-short": N_("{what}: {open} are wanted, so this many is not short. Tick them as picked instead."),
    "wave-act": N_("This was taken back already. Nothing was changed."),
    "pack-never": N_("{order} was never packed at a bench, so there is no evidence. Pack it by scanning first."),
    "handover-unknown": N_("There is no handover {value}. Look at the numbers with handover list."),
    "handover-empty": N_("No parcel waits for {courier} like this. Nothing was handed over; pack, or scan, first."),
    "handover-state": N_("The handover {handover} was taken back, or stands again, already. Nothing was changed."),
    "handover-scan": N_("This scan was taken back or handed over already. Nothing was changed."),
    "waybill-twice": N_(
        "The waybill {value} of {order} is on another parcel too. It was not handed over; give one a new number."
    ),
}


def word_sort(sort: str) -> str:
    """Return how a wave's orders were chosen."""
    return _(SORTS[sort])


def word_kind(kind: str) -> str:
    """Return which orders a wave takes."""
    return _(KINDS[kind])


def word_trouble(trouble: str) -> str:
    """Return what is wrong with an order on the cart."""
    return _(TROUBLES[trouble]) if trouble else ""


ANSWERS = {
    "ok": N_("Right"),
    "twice": N_("Scanned twice"),
    "foreign": N_("Not this courier's: put it with the others"),
    "stopped": N_("Stop, this parcel must stay here"),
    "unpacked": N_("Not packed yet"),
    "gone": N_("Handed over already"),
    "unknown": N_("Nobody knows this code"),
}
STOPS = {
    "held": N_("On hold"),
    "refunding": N_("Being refunded"),
    "refunded": N_("Refunded"),
    "waybill-twice": N_("Another parcel has the same waybill"),
}


def word_answer(answer: str) -> str:
    """Return what a scan at handover came to."""
    return _(ANSWERS[answer])


def word_stop(stop: str) -> str:
    """Return why a parcel must stay."""
    return _(STOPS[stop]) if stop else ""
