"""What there is to choose between, and the variants that are made of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.options import combine_options, options_of
from shopdesk.ui.controls import button, column, label, row, tool
from shopdesk.ui.form_fields import error_line
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, listed, ngettext
from shopdesk.words.errors import word_error

MOST = 4
SHOWN = 6
_BETWEEN = re.compile(r"[,，、;；\n]+")


class _Row(QWidget):
    """One option: its name, and its values with commas between them."""

    edited = Signal()

    def __init__(self, at: int) -> None:
        super().__init__()
        self.name, self.values = QLineEdit(), QLineEdit()
        self.name.setObjectName(f"optionName-{at}")
        self.name.setAccessibleName(_("Option {number}").format(number=at + 1))
        self.name.setPlaceholderText(_("Colour") if at == 0 else _("Another option"))
        self.name.setMaximumWidth(160)
        self.values.setObjectName(f"optionValues-{at}")
        self.values.setAccessibleName(_("Values of option {number}").format(number=at + 1))
        self.values.setPlaceholderText(_("white, black, green") if at == 0 else "")
        self.remove = tool(f"removeOption-{at}", "x", _("Take this option out"), self._clear)
        self.remove.setAccessibleDescription(self.name.accessibleName())
        layout = row(self.name, self.values, self.remove)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.name.textEdited.connect(lambda _text: self.edited.emit())
        self.values.textEdited.connect(lambda _text: self.edited.emit())

    def _clear(self) -> None:
        self.name.clear()
        self.values.clear()
        self.edited.emit()


class OptionsEditor(QWidget):
    """Up to four options; the preview says which variants come and which go before anything is done."""

    def __init__(self, draft: ListingDraft) -> None:
        super().__init__()
        self.setObjectName("optionsEditor")
        self.draft = draft
        self._shown: dict[str, list[str]] | None = None
        self._rows = [_Row(at) for at in range(MOST)]
        self.preview = label(rank="second", size=CAPTION, wrap=True)
        self.preview.setObjectName("optionsPreview")
        self.error = error_line("optionsError")
        self.make = button("makeVariants", _("Make variants"), self.apply, icon_name="layout-grid")
        self.leave = button("leaveOptions", _("Leave as it is"), self._put_back, look="quiet")
        caption = label(_("Options, with commas between the values"), rank="muted", size=CAPTION)
        deed = row(self.make, self.leave, SPACE[1], self.preview)
        deed.setStretch(deed.count() - 1, 1)
        self.setLayout(column(caption, *self._rows, deed, self.error, spacing=SPACE[2]))
        for shown in self._rows:
            shown.edited.connect(self._look)
            for field in (shown.name, shown.values):
                field.returnPressed.connect(self.apply)
        draft.opened.connect(self._put_back)
        draft.changed.connect(self._show)
        self._put_back()

    def wanted(self) -> dict[str, list[str]]:
        """Return the options that are typed: each name with its values, once each."""
        found: dict[str, list[str]] = {}
        for shown in self._rows:
            values = [" ".join(value.split()) for value in _BETWEEN.split(shown.values.text())]
            name = " ".join(shown.name.text().split())
            if kept := list(dict.fromkeys(value for value in values if value)):
                found[name or _("Option {number}").format(number=len(found) + 1)] = kept
        return found

    def apply(self) -> None:
        """Make the variants that the preview tells of, as one change."""
        if not self.make.isEnabled():
            return
        what = _("{listing}: variants").format(listing=self.draft.listing.title or _("New listing"))
        self.draft.edit(what, partial(_combined, self.wanted()), refused=self._refuse, done=self._put_back)

    def begin(self) -> None:
        """Stand in the first option."""
        self._rows[0].name.setFocus()

    def _show(self) -> None:
        """Show the listing's options where nothing else is typed."""
        if self._shown is None or self.wanted() == self._shown:
            self._put_back()
        else:
            self._look()

    def _put_back(self) -> None:
        options = options_of(self.draft.listing.variants)
        for at, shown in enumerate(self._rows):
            name, values = list(options.items())[at] if at < len(options) else ("", [])
            shown.name.setText(name)
            shown.values.setText(listed(values))
        self._shown = self.wanted()
        self._complain("")
        self._look()

    def _look(self) -> None:
        """Say what would be made; one empty row more than there are options is offered."""
        wanted, known = self.wanted(), self.draft.listing.variants
        used = max((at for at, r in enumerate(self._rows) if r.name.text() or r.values.text()), default=-1)
        for at, shown in enumerate(self._rows):
            shown.setVisible(at <= used + 1)
            shown.remove.setEnabled(bool(shown.name.text() or shown.values.text()))
        dirty = wanted != self._shown
        self.leave.setVisible(dirty)
        self.preview.setProperty("rank", "second")
        try:
            made = combine_options(self.draft.listing.handle or "P", wanted, known)
            self.preview.setText(_told(made, known) if dirty or not known else "")
            self.make.setEnabled(made != known)
        except ShopError as error:
            self.preview.setText(word_error(error))
            self.make.setEnabled(False)

    def _refuse(self, error: ShopError) -> None:
        self._complain(word_error(error))

    def _complain(self, why: str) -> None:
        self.error.setText(why)
        self.error.setVisible(bool(why))


def _combined(options: dict[str, list[str]], listing: Listing) -> Listing:
    made = combine_options(listing.handle, options, listing.variants)
    if not listing.handle:  # it is not in the shop yet: its SKUs are named when it comes in
        made = tuple(replace(variant, sku="") for variant in made)
    return replace(listing, variants=made)


def _told(made: Sequence[Variant], known: Sequence[Variant]) -> str:
    """Say which variants come and which go."""
    old, new = {variant.sku for variant in known}, {variant.sku for variant in made}
    fresh = [variant for variant in made if variant.sku not in old]
    gone = [variant for variant in known if variant.sku not in new]
    parts = [ngettext("{count} variant stays", "{count} variants stay", len(old & new)).format(count=len(old & new))]
    if fresh:
        words = ngettext("{count} is added: {names}", "{count} are added: {names}", len(fresh))
        parts.append(words.format(count=len(fresh), names=_names(fresh)))
    if gone:
        words = ngettext("{count} goes: {names}", "{count} go: {names}", len(gone))
        parts.append(words.format(count=len(gone), names=_names(gone)))
    return _("; ").join(parts)


def _names(variants: Sequence[Variant]) -> str:
    names = [" / ".join(variant.options.values()) or variant.sku for variant in variants]
    return listed(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
