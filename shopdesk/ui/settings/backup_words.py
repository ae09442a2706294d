"""How backups are spoken of: why one was made, when, how big it is, what it holds."""

from datetime import datetime

from shopdesk.domain.backups import Backup
from shopdesk.ui.status import Status
from shopdesk.words import N_, _, full_day, ngettext

_REASONS = {
    "asked": N_("made by hand"),
    "changes": N_("after changes"),
    "exit": N_("on leaving"),
    "migration": N_("before a new version"),
    "import": N_("before an import"),
    "bulk-edit": N_("before a bulk edit"),
    "restore": N_("before a restore"),
}
_KINDS = {
    "orders": N_("Orders"),
    "listings": N_("Listings"),
    "skus": N_("SKUs"),
    "movements": N_("Stock movements"),
    "customers": N_("Customers"),
    "returns": N_("Returns"),
    "tickets": N_("Tickets"),
    "pieces": N_("Pieces in stock"),
}
GOOD = Status("done", "ok", "pass")
POOR = Status("tri", "warn", "warn")
UNKNOWN = Status("sqdash", "muted", "none")


def word_reason(reason: str) -> str:
    """Return why a backup was made."""
    return _(_REASONS[reason]) if reason in _REASONS else _("a file put here")


def word_kind(kind: str) -> str:
    """Return what a kind of records is called."""
    return _(_KINDS.get(kind, kind))


def word_size(size: int) -> str:
    """Return a file's size."""
    return f"{size / 1024 / 1024:,.1f} MB" if size >= 1024 * 1024 else f"{size / 1024:,.0f} KB"


def word_state(backup: Backup) -> str:
    """Return whether a backup was found sound when it was made."""
    if backup.verified:
        return _("sound")
    return _("ledger differs") if backup.findings else _("not checked yet")


def state_of(backup: Backup) -> Status:
    """Return the shape and colour of a backup's state."""
    return GOOD if backup.verified else POOR if backup.findings else UNKNOWN


def word_moment(moment: datetime) -> str:
    """Return when a backup was made, in this PC's time."""
    local = moment.astimezone()
    return f"{full_day(local.date())} {local:%H:%M}"


def word_age(moment: datetime, now: datetime) -> str:
    """Return how long ago something was."""
    minutes = max(int((now - moment).total_seconds() // 60), 0)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("{count} minute ago", "{count} minutes ago", minutes).format(count=minutes)
    hours = minutes // 60
    if hours < 48:
        return ngettext("{count} hour ago", "{count} hours ago", hours).format(count=hours)
    return ngettext("{count} day ago", "{count} days ago", hours // 24).format(count=hours // 24)


def word_backup(backup: Backup) -> str:
    """Return a backup on one line."""
    orders = backup.counts.get("orders")
    held = "" if orders is None else ngettext("{count} order", "{count} orders", orders).format(count=f"{orders:,}")
    parts = (word_moment(backup.made_at), held, word_size(backup.size), word_reason(backup.reason), word_state(backup))
    return "  ·  ".join(part for part in parts if part)
