"""What the packing bench says: a short word for each answer, made to be heard across a room."""

from shopdesk.words import N_

ANSWERS = {
    "opened": N_("Parcel open"),
    "ok": N_("Right"),
    "over": N_("One too many"),
    "wrong": N_("Wrong, this does not belong here"),
    "unknown": N_("Nobody knows this code"),
    "ambiguous": N_("This code is on several goods"),
    "duplicate": N_("Scanned twice"),
    "refunded": N_("Stop, this order is refunded"),
    "already-packed": N_("Packed already"),
    "undone": N_("Taken out again"),
    "short": N_("Closed with pieces missing"),
    "packed": N_("Parcel complete"),
    "paused": N_("Laid aside"),
}
