"""What the printing page says where it has no pages to show: nothing waits, none can be printed, these are done."""

from PySide6.QtCore import Signal

from shopdesk.services.documents import Printed
from shopdesk.ui.controls import EmptyState, button
from shopdesk.ui.printing.print_words import DOCUMENTS
from shopdesk.ui.printing.print_work import Choice
from shopdesk.words import _, ngettext


class PrintEmpty(EmptyState):
    """Its ways lead to new orders, to what was printed before, to another copy of what was printed a moment ago."""

    new_wanted = Signal()
    printed_wanted = Signal()
    another_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("printEmpty")

    def tell_done(self, result: Printed) -> None:
        """Say that these are done: another copy is not offered by itself."""
        again = button("printAgain", _("Print another copy"), self.another_wanted.emit)
        text = _("What became of them stands in the queue.")
        self.tell("circle-check", word_summary(result), text, [again])

    def tell_nothing(self, choice: Choice, result: Printed) -> None:
        """Say why nothing of what was chosen can be printed."""
        if result.refused:
            text = _("Each reason stands above. Correct the orders, then come back.")
            self.tell("octagon-alert", _("None of these orders can be printed"), text)
            return
        new = button("goNew", _("See new orders"), self.new_wanted.emit)
        again = button("goPrinted", _("Printed ones again"), self.printed_wanted.emit)
        ways = [new] if choice.view == "printed" else [new, again]
        text = _("Orders come here once they are confirmed and their label has not been printed yet.")
        self.tell("printer", _("Nothing to print"), text, ways)


def word_orders(count: int) -> str:
    """Return how many orders, in words."""
    return ngettext("{count} order", "{count} orders", count).format(count=f"{count:,}")


def word_summary(result: Printed) -> str:
    """Return what is printed, in words: document, orders, pages."""
    if not result.printed:
        return _("Nothing to print")
    pages = ngettext("{count} page", "{count} pages", result.pages).format(count=f"{result.pages:,}")
    words = _("{document}: {orders}, {pages}")
    return words.format(document=_(DOCUMENTS[result.document]), orders=word_orders(len(result.printed)), pages=pages)
