"""What each error of after-sales says: what happened, what it means, what to do."""

from shopdesk.words import N_

RETURNS = {
    "refund-too-large": N_(
        "{amount} is more than is left of what was paid ({left}, both in the smallest unit). Nothing was paid back;"
        " write a smaller amount."
    ),
}
