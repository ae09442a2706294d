"""A table whose panel edits the row that is current, or the form of a new one: suppliers, couriers, places."""

from typing import Protocol, cast

from PySide6.QtCore import Qt, SignalInstance

from shopdesk.ui.page import Page
from shopdesk.ui.tables.table_page import TablePage


class RecordPanel(Protocol):
    """What the page asks of its panel."""

    is_new: bool
    form_left: SignalInstance

    def open_new(self) -> None:
        """Show the form of a new record."""

    def begin_typing(self) -> None:
        """Put the cursor where typing begins."""

    def leave_form(self) -> None:
        """Close the form of a new record."""


class RecordPage(TablePage):
    """Keeps the form of a new record open until it is saved or left; `home` is where the last step back leads."""

    home = ""

    @property
    def _records(self) -> RecordPanel:
        return cast(RecordPanel, self.panel)

    def _connect_panel(self) -> None:
        self._records.form_left.connect(self._form_left, Qt.ConnectionType.QueuedConnection)

    def _show_current(self) -> None:
        self.empty.give_way(self._records.is_new)
        if self._records.is_new:
            self.panel.show()
        else:
            super()._show_current()

    def begin_new(self) -> None:
        """Open the form of a new record."""
        self._records.open_new()
        self._show_current()
        self._records.begin_typing()

    def chosen_ids(self) -> list[int]:
        """Return the selected rows, without a selection the current one."""
        current = self.table.current_id()
        return self.table.selected_ids() or ([] if current is None else [current])

    def kept(self) -> dict[str, object]:  # noqa: D102
        return super().kept() | {"new": self._records.is_new}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        super().put_back(kept)
        if kept.get("new"):
            self.begin_new()
        Page.put_back(self, kept)

    def _form_left(self) -> None:
        self.table.setFocus()
        self._show_current()

    def _leave(self) -> None:
        """Take one step back; the last one leads home."""
        if self._records.is_new:
            self._records.leave_form()
        elif self.table.selected_count() or self.search.text():
            super()._leave()
        else:
            self.context.go(self.home)
