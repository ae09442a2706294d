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
    "wave-state": N_("The wave {wave} is {state}. Nothing was changed; open it again first, or make a new one."),
    "wave-line": N_("{value} is not in the wave {wave}. Put it back on its shelf; nothing was changed."),
    "wave-over": N_("Of {what} the wave still wants {open}. Nothing was changed; put the others back on the shelf."),
    "wave-not-short": N_("Of {what} {open} are wanted, so so many are nothing short. Tick them as picked instead."),
    "wave-act": N_("This was taken back already. Nothing was changed."),
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
