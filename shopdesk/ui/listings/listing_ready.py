"""Is this listing ready to sell: its score, what to mend, and the step that moves it on."""

from functools import partial

from PySide6.QtWidgets import QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listing_score import FAIR, GOOD, Score
from shopdesk.domain.listings import Listing
from shopdesk.services.categories import list_categories
from shopdesk.services.listing_check import set_status
from shopdesk.services.listing_scores import score_one
from shopdesk.services.rule_files import score_rules
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, clear, column, label, row
from shopdesk.ui.form_fields import error_line
from shopdesk.ui.moments import MINUS
from shopdesk.ui.theme import DECIDING, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import N_, _
from shopdesk.words.errors import word_error
from shopdesk.words.listings import word_finding
from shopdesk.words.states import word_state

# From each status the step that is usually next comes first.
STEPS = {
    "draft": ("ready", "archived"),
    "ready": ("listed", "draft"),
    "listed": ("archived", "draft"),
    "archived": ("draft",),
}
VERBS = {
    "ready": N_("Mark as ready"),
    "listed": N_("Note as listed"),
    "archived": N_("Archive"),
    "draft": N_("Back to draft"),
}
SHOWN = 6


class ListingReady(QWidget):
    """The score in words and figures; its steps are taken at once and can be undone."""

    def __init__(self, context: Context, listing: Listing) -> None:
        super().__init__()
        self._context, self._listing = context, listing
        self._points = label("–", size=DECIDING, bold=True)
        self._points.setObjectName("scorePoints")
        self._says = label(_("The main image is being checked."), rank="second", wrap=True)
        self._says.setObjectName("scoreSays")
        self._findings = column(spacing=SPACE[1])
        self._wrong = error_line("statusError")
        head = row(self._points, self._says, spacing=SPACE[3])
        head.setStretch(1, 1)
        steps = [
            button(f"status-{status}", _(VERBS[status]), partial(self.move_to, status))
            for status in STEPS[listing.status]
        ]
        self.setLayout(column(head, self._findings, row(*steps, None), self._wrong, spacing=SPACE[2]))

    def show_picture(self, verdict: str) -> None:
        """Show the score, now that the main image's verdict is known."""
        shop = self._context.shop
        score = score_one(self._listing, score_rules(shop), list_categories(shop), verdict)
        self._points.setText(str(score.points))
        rank = "ok" if score.points >= GOOD else "warn" if score.points >= FAIR else "error"
        self._points.setProperty("rank", rank)
        self._points.style().polish(self._points)
        self._says.setText(summary(score))
        self.setAccessibleName(f"{score.points}: {summary(score)}")
        clear(self._findings)
        told = [(0 if at else cost, found) for cost, kind in score.lines for at, found in enumerate(kind)]
        for points, found in told[:SHOWN]:
            # What several SKUs lack costs once: only the first of a kind bears it, so that the column adds up.
            shown = f"{MINUS}{points}" if points else ""
            cost = label(shown, rank="error" if found.stops else "warn", bold=True)
            cost.setFixedWidth(SPACE[6])
            words = label(word_finding(found), rank="second", wrap=True)
            line = row(cost, words, spacing=SPACE[1])
            line.setStretch(1, 1)
            holder = QWidget()
            holder.setLayout(line)
            self._findings.addWidget(holder)

    def move_to(self, status: str) -> None:
        """Take the listing to another status; why it is refused stands here."""
        handle, before = self._listing.handle, self._listing.status
        title = f"{self._listing.title}: {word_state(status)}"

        def done(_listing: object) -> None:
            back = Change(
                title,
                lambda shop, _job: set_status(shop, handle, before, anyway=True),
                lambda shop, _job: set_status(shop, handle, status),
            )
            self._context.note(back)

        self._context.write(
            title, lambda shop, _job: set_status(shop, handle, status), changes={"listings"}, done=done,
            refused=self._refuse,
        )  # fmt: skip

    def _refuse(self, error: ShopError) -> None:
        self._wrong.setText(word_error(error))
        self._wrong.show()


def summary(score: Score) -> str:
    """Return in a sentence what a score means."""
    if not score.findings:
        return _("Ready to sell, nothing to mend.")
    if score.may_be_ready:
        return _("May be offered; this would make it better:")
    return _("Cannot be offered yet:")
