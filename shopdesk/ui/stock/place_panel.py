"""One place: what it is called, what it is part of, and whether orders are served from there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.services.locations import (
    Location,
    bring_locations_back,
    list_locations,
    remove_location,
    set_location,
)
from shopdesk.services.settings import get_setting
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.side_panel import SidePanel, facts
from shopdesk.ui.stock_words import figure, word_kind, word_place
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _
from shopdesk.words.errors import word_error


class PlaceForm(QWidget):
    """The fields of one place; the code of one that is there already stays what it is."""

    def __init__(self, place: Location | None, known: Sequence[Location]) -> None:
        super().__init__()
        self.setObjectName("placeForm")
        self.before = place
        self.code: QLineEdit = field("placeCode", _("Code"), _("Short, such as stall-2"))
        self.name: QLineEdit = field("placeName", _("Name"))
        parents = [told for told in known if not told.parent and (place is None or told.code != place.code)]
        options = [("", _("Nothing: a place of its own")), *((told.code, word_place(told.code)) for told in parents)]
        self.parent_place: QComboBox = choice("placeParent", _("Shelf of"), options)
        self.serves = QCheckBox(_("Orders are served from here"))
        self.serves.setObjectName("placeServes")
        self.error = error_line("placeError")
        if place is not None:
            self.code.setText(place.code)
            self.code.setReadOnly(True)
            self.name.setText(place.name)
            self.name.setPlaceholderText(word_place(place.code))
            self.parent_place.setCurrentIndex(max(self.parent_place.findData(place.parent), 0))
            self.serves.setChecked(place.serves_orders)
        self.parent_place.currentIndexChanged.connect(lambda _at: self._fit())
        layout = column(spacing=SPACE[1])
        for shown in (self.code, self.name, self.parent_place):
            layout.addWidget(label(shown.accessibleName(), rank="muted", size=CAPTION))
            layout.addWidget(shown)
        layout.addWidget(self.serves)
        layout.addWidget(self.error)
        self.setLayout(layout)
        self._fit()

    def _fit(self) -> None:
        """A shelf serves orders when its place does: nothing to be said then."""
        self.serves.setVisible(not self.parent_place.currentData())

    def complain(self, words: str) -> None:
        """Say why the place was refused."""
        self.error.setText(words)
        self.error.show()


class PlacePanel(SidePanel):
    """Edits one place; `saved` carries its code, `form_left` tells that the form of a new one was closed."""

    saved = Signal(str)
    form_left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(_("Place"))
        self.context = context
        self.form: PlaceForm | None = None
        self.is_new = False
        self._shown: Location | None = None

    def show_place(self, place: Location) -> None:
        """Show a place, unless it stands there already as it is: what is being typed stays."""
        if self.is_new or self._shown == place:
            return
        focused = QApplication.focusWidget()
        back = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self._shown = place
        self.begin(word_place(place.code))
        currency = str(get_setting(self.context.shop, "shop.currency"))
        self.add(
            facts([
                (_("Kind"), word_kind(place.code, place.parent)),
                (_("SKUs"), figure(place.skus)),
                (_("Pieces"), figure(place.pieces)),
                (_("Value at cost"), format_amount(place.value, currency, grouped=True)),
            ])
        )  # fmt: skip
        self._add_form(PlaceForm(place, list_locations(self.context.shop)), _("Save"))
        if back and (found := self.findChild(QWidget, back)) is not None:
            found.setFocus()

    def open_new(self) -> None:
        """Open the form of a new place."""
        self.is_new, self._shown = True, None
        self.begin(_("New place"))
        self._add_form(PlaceForm(None, list_locations(self.context.shop)), _("Add"))

    def begin_typing(self) -> None:
        """Stand in the first field."""
        if self.form is not None:
            (self.form.code if self.is_new else self.form.name).setFocus()

    def leave_form(self) -> None:
        """Close the form of a new place."""
        self.is_new, self._shown = False, None
        self.form_left.emit()

    def submit(self) -> None:
        """Save what was typed."""
        form = self.form
        if form is None:
            return
        before, code, name = form.before, form.code.text().strip(), form.name.text().strip()
        if before is None and code in {place.code for place in list_locations(self.context.shop)}:
            form.complain(_("There is a place {code} already.").format(code=code))
            return
        parent, serves = str(form.parent_place.currentData()), form.serves.isChecked()
        if before is not None and (name, parent, serves) == (before.name, before.parent, before.serves_orders):
            return
        self.context.write(
            _("Saving a place"),
            lambda shop, _job: set_location(shop, code, name=name, parent=parent, serves=serves),
            changes={"stock"},
            done=lambda made: self._saved(before, made),
            refused=self._refuse,
        )

    def _add_form(self, form: PlaceForm, words: str) -> None:
        self.form = form
        steps = row(button("savePlace", words, self.submit, key="Ctrl+S", primary=True))
        if self.is_new:
            steps.addWidget(button("leavePlace", _("Cancel"), self.leave_form, look="quiet"))
        steps.addStretch(1)
        self.add(form, steps)
        for edit in (form.code, form.name):
            edit.returnPressed.connect(self.submit)

    def _saved(self, before: Location | None, made: Location) -> None:
        self.is_new = False
        self.context.note(_added(made) if before is None else _changed(before, made))
        self.saved.emit(made.code)

    def _refuse(self, error: ShopError) -> None:
        if self.form is not None:
            self.form.complain(word_error(error))


def _added(made: Location) -> Change:
    words = _("Place {name} added").format(name=word_place(made.code))
    return Change(
        words,
        lambda shop, _job: remove_location(shop, made.code),
        lambda shop, _job: bring_locations_back(shop, [made]),
    )


def _changed(before: Location, after: Location) -> Change:
    words = _("Place {name} changed").format(name=word_place(after.code))
    return Change(
        words,
        lambda shop, _job: bring_locations_back(shop, [before]),
        lambda shop, _job: bring_locations_back(shop, [after]),
    )
