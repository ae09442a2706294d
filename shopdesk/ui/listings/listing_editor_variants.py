"""Specification and variants: options, the table of variants, and the codes under which platforms know each."""

from dataclasses import replace

from shopdesk.domain.errors import ShopError
from shopdesk.ui.controls import button, label, row
from shopdesk.ui.listings.listing_editor_codes import CodesEditor
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.listings.listing_editor_options import OptionsEditor
from shopdesk.ui.listings.listing_editor_section import Section
from shopdesk.ui.listings.variant_model import VariantModel
from shopdesk.ui.listings.variant_table import VariantTable
from shopdesk.ui.theme import CAPTION
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import sign_of
from shopdesk.words.errors import word_error


class VariantsSection(Section):
    """What can be sold and counted."""

    def __init__(self, draft: ListingDraft) -> None:
        super().__init__(draft, "listingVariantsSection", _("Variants"))
        self.options = OptionsEditor(draft)
        self.model = VariantModel(draft)
        self.table = VariantTable(self.model)
        self.says = label(rank="muted", size=CAPTION, wrap=True)
        self.says.setObjectName("variantError")
        self.remove = button("removeVariant", _("Remove variant"), self._remove_current, look="quiet")
        self.remove.setToolTip(_("Remove the rows of the selected cells  Ctrl+Del"))
        self.fill = button("fillDown", _("Fill down"), self.table.fill_down, look="quiet")
        self.fill.setToolTip(_("Write the top cell into those below  Ctrl+D"))
        self.codes = CodesEditor(draft, self.table)
        deed = row(self.says, self.fill, self.remove)
        deed.setStretch(0, 1)
        self.add(self.options, self.table, deed, self.codes)
        self.places = {"variants": self.table}
        self.table.stood.connect(self._tell)
        self.table.removed.connect(self._remove)
        self.table.left_out.connect(self._tell_left_out)
        self.model.complained.connect(self._tell)
        draft.changed.connect(self._count)
        self._count()
        self._tell()

    def _count(self) -> None:
        count = len(self.draft.listing.variants)
        told = ngettext("{count} variant · {currency}", "{count} variants · {currency}", count)
        self.right.setText(told.format(count=count, currency=sign_of(self.draft.listing.currency)))
        self.remove.setEnabled(count > 1)
        self.fill.setEnabled(count > 1)

    def _tell(self) -> None:
        """Say what is wrong in the current cell, else how the table is used."""
        why = self.model.why(self.table.currentIndex())
        self.says.setText(why or _("F2 or typing edits · Ctrl+C and Ctrl+V with a spreadsheet · Del empties a cell"))
        self.says.setProperty("rank", "error" if why else "muted")
        self.says.style().polish(self.says)

    def _tell_left_out(self, count: int) -> None:
        told = ngettext(
            "{count} copied cell lies outside the table and was left out.",
            "{count} copied cells lie outside the table and were left out.",
            count,
        )
        self.draft.context.told.emit(told.format(count=count))

    def _remove_current(self) -> None:
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        self._remove(rows or [max(self.table.currentIndex().row(), 0)])

    def _remove(self, rows: list[int]) -> None:
        skus = {self.draft.listing.variants[at].sku for at in rows}
        what = _("{listing}: {skus} removed").format(listing=self.draft.listing.title, skus=", ".join(sorted(skus)))
        self.draft.edit(
            what,
            lambda listing: replace(listing, variants=tuple(v for v in listing.variants if v.sku not in skus)),
            refused=self._refuse,
        )

    def _refuse(self, error: ShopError) -> None:
        self.says.setText(word_error(error))
        self.says.setProperty("rank", "error")
        self.says.style().polish(self.says)
