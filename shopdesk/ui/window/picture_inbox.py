"""Watches the shop's picture folder: what is put there goes to its listing and can be taken back."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from shopdesk.services.listing_edit import save_listings
from shopdesk.services.picture_inbox import Stamps, Taken, look_into, settled, take_in, watched_folder
from shopdesk.ui.context import Context
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

LOOK_MS = 3_000


class PictureInbox(QObject):
    """Looks into the folder every few seconds, beside the window; what lay there at the start is left alone."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.context = context
        self._seen: Stamps = {}
        self._done: Stamps | None = None
        self._folder: Path | None = None
        self._away = self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look once; a look that is still under way is not doubled."""
        if self.context.signalsBlocked():  # the context was closed, and its shop with it
            self._timer.stop()
            return
        folder = watched_folder(self.context.shop)
        if folder != self._folder:
            self._folder, self._done, self._seen, self._away = folder, None, {}, False
        if folder is not None and not self._looking:
            self._looking = True
            self.context.compute("", lambda _job: look_into(folder), self._found)

    def _found(self, now: Stamps | None) -> None:
        self._looking = False
        if now is None:
            if not self._away:
                self.context.told.emit(_("The watched folder {folder} cannot be read now.").format(folder=self._folder))
            self._away = True
            return
        self._away = False
        if self._done is None:  # the first look: what lies there was there before
            self._done = self._seen = now
            return
        done = self._done
        fresh = [file for file in settled(self._seen, now) if done.get(str(file)) != now[str(file)]]
        self._seen = now
        if fresh:
            self._done = done | {str(file): now[str(file)] for file in fresh}
            self.context.write(
                _("Taking pictures from the watched folder"),
                lambda shop, _job: take_in(shop, fresh),
                changes={"listings"},
                done=self._tell,
            )

    def _tell(self, taken: Taken) -> None:
        if taken.changes:
            count, back = len(taken.changes), [change.back for change in taken.changes]
            words = ngettext("{count} listing got new pictures", "{count} listings got new pictures", count)
            self.context.note(
                Change(
                    words.format(count=count),
                    lambda shop, _job: save_listings(shop, back),
                    lambda shop, _job: save_listings(shop, taken.changes),
                )
            )
        if taken.unmatched:
            names = ", ".join(file.name for file in taken.unmatched[:3])
            words = _("In the watched folder, of no listing: {names}. Their names should begin with a SKU.")
            self.context.told.emit(words.format(names=names))
