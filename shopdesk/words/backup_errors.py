"""What the errors of backups, of bringing one back and of damaged files say."""

from collections.abc import Mapping

from shopdesk.words import N_

BACKUPS: Mapping[str, str] = {
    "backup-damaged": N_(
        "The backup {path} is not sound ({detail}), so it was not brought back. Your shop is as it was; choose another"
        " backup."
    ),
    "backup-no-room": N_(
        "There is no room for a backup in {path}: {needed} are needed, {free} are free. Older backups were kept; make"
        " room and try again."
    ),
    "backup-folder-refused": N_(
        "{path} cannot be written ({detail}). Older backups were kept and your shop is as it was; look at the drive or"
        " its permissions."
    ),
    "shop-in-use": N_(
        "Another program has the shop {path} open. Nothing was changed; close its windows and commands, then try again."
    ),
    "shop-lost": N_(
        "Nothing in {path} can be read any more. It was left untouched; bring a backup back, or pack a copy for help."
    ),
    "clock-behind": N_(
        "This PC's clock says {now}, yet the last work in this shop was done on {last}. Nothing was changed or removed;"
        " deadlines, day reports and the dates of backups go by the clock, so look at the date in the system's"
        " settings."
    ),
    "deed-stays": N_("This is not taken back from here; undo it where it was done."),
    "deed-undone": N_("This import was taken back already. Nothing was changed."),
}
