"""The papers of the case on the bench: the returns form, the refund voucher, the text for the buyer; a pasted photo."""

from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.services.return_desk import Desk
from shopdesk.services.return_papers import buyer_instructions, write_vouchers
from shopdesk.ui.context import Context
from shopdesk.words import _


class ReturnPapers(QObject):
    """Writes and copies what goes to the buyer; `desk` is the case on the bench."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.desk: Desk | None = None

    def print_form(self) -> None:
        """Go to the printing of the order's returns form."""
        if self.desk is not None and self.desk.order is not None and self._page.isVisible():
            self._context.go("printing", orders=[self.desk.order.number], document="returns-forms")

    def copy_instructions(self) -> None:
        """Put what the buyer is told on the clipboard, in the buyer's language."""
        if self.desk is None or not self._page.isVisible():
            return
        try:
            text = buyer_instructions(self._context.shop, self.desk.details.case.number)
        except ShopError as error:
            self._context.failed.emit(error, _("Copy the buyer's instructions"))
            return
        QGuiApplication.clipboard().setText(text)
        self._context.told.emit(_("The buyer's instructions are copied."))

    def save_voucher(self) -> None:
        """Write the voucher of the newest refund where the person wants it."""
        if self.desk is None or not self._page.isVisible():
            return
        done = [refund for refund in self.desk.details.refunds if not refund.undone]
        if not done:
            missing = ShopError("refund-missing", number=self.desk.details.case.number)
            self._context.failed.emit(missing, _("Save the refund voucher"))
            return
        from shopdesk.ui.dialogs import choose_target  # loaded late: only a file asks for it

        number = self.desk.details.case.number
        title, pattern = _("Save the refund voucher"), _("PDF files (*.pdf)")
        target = choose_target(self._page, title, f"{done[-1].number}.pdf", pattern)
        if target is not None:
            self._context.look(
                title,
                lambda shop, job: write_vouchers(shop, [number], target, job=job),
                lambda _pages: self._context.told.emit(_("Written: {file}").format(file=target.name)),
            )


def write_pasted(image: QImage) -> Path | None:
    """Write a pasted picture to a file of its own, None where that fails."""
    file = Path(mkdtemp(prefix="shopdesk-paste-")) / "pasted.png"
    return file if image.save(str(file)) else None
