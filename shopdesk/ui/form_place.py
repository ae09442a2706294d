"""The place of a page's form above its panel: one at a time, kept until it is saved or left, never done twice."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from shopdesk.domain.jobs import Job
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.panel_form import PanelForm
from shopdesk.ui.tables.first_button import FirstButtons
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.words import _


class FormPlace(QObject):
    """Holds the form that stands above the panel of a page."""

    def __init__(self, context: Context, page: TablePage) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.form: PanelForm | None = None
        self._below = FirstButtons()

    def ask(self, form: PanelForm) -> None:
        """Show a form, unless one is open: what is typed there is not thrown away."""
        if self.form is not None:
            self._context.told.emit(_("Save or cancel what is open first."))
            form.deleteLater()
            self.form.begin()
            return
        form.left.connect(partial(self.close, form))
        self.form = form
        self._page.show_panel(True)
        self._page.ask_first(True)
        self._below = FirstButtons(self._page.panel)
        self._below.follow(asks=True)
        self._page.panel.lay_above(form)
        form.begin()

    def write(
        self,
        title: str,
        act: Callable[[Shop, Job], object],
        done: Callable[[Any], None],
        *,
        changes: set[str],
        form: PanelForm | None = None,
    ) -> None:
        """Write what a form asks for: it waits meanwhile, so that a second press does nothing, and closes when done."""
        if form is not None:
            form.setEnabled(False)

        def finish(result: object) -> None:
            self.close(form)
            done(result)

        self._context.write(title, act, changes=changes, done=finish, ended=partial(_wake, form))

    def close(self, form: PanelForm | None) -> None:
        """Close a form, unless another one stands there by now."""
        if isValid(self) and form is not None and form is self.form:
            self.leave()

    def leave(self) -> bool:
        """Close the form that is open; False when none is."""
        if self.form is None:
            return False
        self.form = None
        self._page.ask_first(False)
        self._below.follow(asks=False)
        self._page.panel.lay_above(None)
        self._page.table.setFocus()
        return True


def _wake(form: PanelForm | None) -> None:
    if form is not None and isValid(form):
        form.setEnabled(True)
