"""A SKU's safety line and where it lies, changed where they stand."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.stock import StockLevel
from shopdesk.services.shop import Shop
from shopdesk.services.stock import set_shelf
from shopdesk.services.stock_table import StockStory
from shopdesk.ui.context import Context
from shopdesk.ui.controls import column, label, row
from shopdesk.ui.form_fields import complain, error_line, field
from shopdesk.ui.stock_words import read_pieces
from shopdesk.ui.tasks import Verb
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _
from shopdesk.words.errors import word_error


class ShelfFields(QWidget):
    """Two fields, kept when they are left or by Enter; each can be taken back."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("shelfFields")
        self.context = context
        self._sku, self._safety, self._place = "", 0, ""
        self.safety = field("safetyEdit", _("Safety line"))
        self.place = field("shelfEdit", _("Shelf"), _("Such as A-03-1"))
        self.error = error_line("safetyError")
        both = row(spacing=SPACE[3])
        for shown in (self.safety, self.place):
            both.addLayout(
                column(label(shown.accessibleName(), rank="muted", size=CAPTION), shown, spacing=SPACE[1]), 1
            )
        layout = column(spacing=SPACE[1])
        layout.addLayout(both)
        layout.addWidget(self.error)
        self.setLayout(layout)
        self.safety.editingFinished.connect(self._keep_safety)
        self.place.editingFinished.connect(self._keep_place)

    def show_story(self, story: StockStory) -> None:
        """Show a SKU's; what is being typed for the same one is left alone."""
        other = story.level.sku != self._sku
        self._sku, self._safety, self._place = story.level.sku, story.level.safety, story.shelf
        for edit, text in ((self.safety, str(self._safety)), (self.place, self._place)):
            if other or not edit.isModified():
                edit.setText(text)
        if other:
            complain(self.safety, self.error, "")

    def begin(self) -> None:
        """Stand in the safety line."""
        self.safety.setFocus()
        self.safety.selectAll()

    def _keep_safety(self) -> None:
        if not self.safety.isModified():
            return
        wanted = read_pieces(self.safety.text())
        if wanted is None or wanted < 0:
            complain(self.safety, self.error, _("Write a whole number of pieces, 0 or more."))
            return
        words = _("{sku}: safety line {count}").format(sku=self._sku, count=wanted)
        verb, back = partial(_set_safety, self._sku, wanted), partial(_set_safety, self._sku, self._safety)
        self._keep(self.safety, words, verb, back)

    def _keep_place(self) -> None:
        if not self.place.isModified():
            return
        wanted = self.place.text().strip()
        words = _("{sku}: shelf {place}").format(sku=self._sku, place=wanted or "–")
        verb, back = partial(_set_place, self._sku, wanted), partial(_set_place, self._sku, self._place)
        self._keep(self.place, words, verb, back)

    def _keep(self, edit: QLineEdit, words: str, verb: Verb, back: Verb) -> None:
        edit.setModified(False)
        complain(self.safety, self.error, "")

        def attempt(shop: Shop, job: Job) -> ShopError | None:
            try:
                verb(shop, job)
            except ShopError as error:
                return error
            return None

        def done(refused: ShopError | None) -> None:
            if refused is None:
                self.context.note(Change(words, back, verb))
            elif isValid(self):
                edit.setModified(True)
                complain(self.safety, self.error, word_error(refused))

        self.context.write(words, attempt, changes={"stock"}, done=done)


def _set_safety(sku: str, safety: int, shop: Shop, _job: Job) -> StockLevel:
    return set_shelf(shop, sku, safety=safety)


def _set_place(sku: str, place: str, shop: Shop, _job: Job) -> StockLevel:
    return set_shelf(shop, sku, place=place)
