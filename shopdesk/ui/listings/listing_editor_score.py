"""Beside the form: the score line by line, what each finding says and offers, and the step that is next."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.jobs import Job
from shopdesk.domain.listing_fixes import mend
from shopdesk.domain.listing_score import FAIR, FULL, GOOD, Finding, Score
from shopdesk.domain.listings import Listing
from shopdesk.services.kept_verdicts import kept_verdicts
from shopdesk.services.listing_check import set_status
from shopdesk.services.listing_scores import score_one
from shopdesk.services.rule_files import score_rules
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.ui.controls import StatusLabel, button, caption, clear, column, label, line, row, set_text
from shopdesk.ui.form_fields import error_line
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.listings.listing_ready import STEPS, VERBS, summary
from shopdesk.ui.moments import MINUS
from shopdesk.ui.status import LISTING
from shopdesk.ui.theme import CAPTION, DECIDING, SPACE
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.listing_editor import no_return_text, promise_text
from shopdesk.words.listings import why_finding, word_finding, word_fix
from shopdesk.words.states import word_state

MOST_OF_A_KIND = 3


class ScorePanel(QFrame):
    """The score of the edited listing; `jumped` leads to the field of a finding, `steps` asks for typed text first."""

    jumped = Signal(object)
    stepping = Signal()

    def __init__(self, draft: ListingDraft) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self.setAccessibleName(_("Ready to sell?"))
        self.draft = draft
        self.score = Score(0, ())
        self.verdict = "none"
        self._status = StatusLabel()
        self._points = label("–", size=DECIDING, bold=True)
        self._points.setObjectName("scorePoints")
        self._says = label(rank="second", wrap=True)
        self._says.setObjectName("scoreSays")
        self._sum = label(rank="muted", size=CAPTION)
        self._sum.setObjectName("scoreSum")
        self._findings = column(spacing=SPACE[3], margins=(SPACE[4], SPACE[2], SPACE[4], SPACE[3]))
        self._wrong = error_line("statusError")
        self._steps = {status: self._step(status) for status in ("ready", "listed", "archived", "draft")}
        self._lay_out()
        draft.opened.connect(lambda: self._complain(""))
        draft.changed.connect(self.judge)

    def judge(self) -> None:
        """Judge the listing as it was last saved."""
        shop, listing = self.draft.context.shop, self.draft.listing
        self.verdict = kept_verdicts(shop, [listing])[listing.uuid]
        self.score = score_one(listing, score_rules(shop), self.draft.tree, self.verdict)
        self._tell()

    def take_step(self, status: str) -> None:
        """Take the listing to another status; why it is refused stands here."""
        self.stepping.emit()
        self._complain("")
        listing = self.draft.listing
        what = _("{listing}: {field}").format(listing=listing.title, field=word_state(status))
        self.draft.act(what, partial(_ways, status), refused=lambda error: self._complain(word_error(error)))

    def next_step(self) -> None:
        """Take the next step on the way to the market."""
        status = STEPS[self.draft.listing.status][0]
        if not self.draft.is_new and status in ("ready", "listed"):
            self.take_step(status)

    # How it is laid out

    def _lay_out(self) -> None:
        head = row(self._points, self._says, spacing=SPACE[3])
        head.setStretch(1, 1)
        top = column(row(caption(_("Ready to sell?")), None, self._status), spacing=SPACE[2])
        top.addLayout(head)
        top.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[2])
        inner = QWidget()
        inner.setObjectName("panelBody")
        inner.setLayout(self._findings)
        scroll = QScrollArea()
        scroll.setObjectName("panelScroll")
        scroll.setAccessibleName(_("Findings"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        foot = column(self._sum, self._wrong, spacing=SPACE[2], margins=(SPACE[4], SPACE[2], SPACE[4], SPACE[3]))
        foot.addLayout(row(*self._steps.values(), None))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(line())
        whole.addWidget(scroll, 1)
        whole.addWidget(line())
        whole.addLayout(foot)

    def _step(self, status: str) -> QPushButton:
        return button(f"status-{status}", _(VERBS[status]), partial(self.take_step, status))

    # What is shown

    def _tell(self) -> None:
        score, listing = self.score, self.draft.listing
        self._status.show_status(LISTING[listing.status])
        self._points.setText(str(score.points))
        rank = "ok" if score.points >= GOOD else "warn" if score.points >= FAIR else "error"
        self._points.setProperty("rank", rank)
        self._points.style().polish(self._points)
        self._says.setText(summary(score))
        self.setAccessibleDescription(f"{score.points}: {summary(score)}")
        lost = sum(penalty for penalty, _found in score.lines)
        told = f"{FULL} {MINUS} {lost} = {FULL - lost}" if lost else f"{FULL}"
        self._sum.setText(told if lost <= FULL else _("More than 100 points are missing: 0 are left."))
        self._show_findings()
        self._show_steps()

    def _show_findings(self) -> None:
        focused = self.focusWidget()
        held = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        clear(self._findings)
        for penalty, found in self.score.lines:
            self._findings.addWidget(self._finding(penalty, found))
        self._findings.addStretch(1)
        if held and (again := self.findChild(QPushButton, held)) is not None:
            again.setFocus()

    def _finding(self, penalty: int, found: Sequence[Finding]) -> QWidget:
        first = found[0]
        cost = label(f"{MINUS}{penalty}" if penalty else "–", rank="error" if first.stops else "warn", bold=True)
        cost.setFixedWidth(SPACE[6])
        words = column(spacing=SPACE[1])
        for one in found[:MOST_OF_A_KIND]:
            words.addWidget(label(word_finding(one), wrap=True))
        if len(found) > MOST_OF_A_KIND:
            more = _("and {count} more").format(count=len(found) - MOST_OF_A_KIND)
            words.addWidget(label(more, rank="muted", size=CAPTION))
        words.addWidget(label(why_finding(first), rank="muted", size=CAPTION, wrap=True))
        words.addLayout(row(self._way_out(found), None))
        whole = row(cost, spacing=SPACE[1])
        whole.setAlignment(cost, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 1)
        holder = QWidget()
        holder.setLayout(whole)
        return holder

    def _way_out(self, found: Sequence[Finding]) -> QPushButton:
        """Return the button that mends a finding, else leads to where a person does."""
        for one in found:
            if (words := word_fix(one)) and self._mended(one, self.draft.listing) is not None:
                return button(f"fix-{one.code}", words, partial(self._mend, one), icon_name="wand-sparkles")
        go = button(f"goto-{found[0].code}", _("Go there"), partial(self.jumped.emit, found[0]), look="link")
        go.setAccessibleDescription(word_finding(found[0]))
        return go

    def _mended(self, finding: Finding, listing: Listing) -> Listing | None:
        shop = self.draft.context.shop
        no_reason, quality = (int(str(get_setting(shop, f"returns.{name}_days"))) for name in ("no_reason", "quality"))
        promises = {
            "promise": promise_text(no_reason, quality, listing.facts.warranty_months),
            "no_return": no_return_text(listing.facts.special),
        }
        return mend(listing, finding, score_rules(shop), attributes=self.draft.attributes, promises=promises)

    def _mend(self, finding: Finding) -> None:
        self.stepping.emit()
        what = _("{listing}: {field}").format(listing=self.draft.listing.title, field=word_fix(finding))
        self.draft.edit(what, lambda listing: self._mended(finding, listing) or listing)

    def _show_steps(self) -> None:
        """Offer the steps from where the listing stands, the usual one first and filled."""
        offered = STEPS[self.draft.listing.status]
        for status, shown in self._steps.items():
            shown.setVisible(status in offered and not self.draft.is_new)
            primary = status == offered[0] and status in ("ready", "listed")
            set_text(shown, _(VERBS[status]), "Ctrl+R" if primary else "")
            shown.setProperty("primary", primary)
            shown.style().polish(shown)

    def _complain(self, why: str) -> None:
        self._wrong.setText(why)
        self._wrong.setVisible(bool(why))


def _ways(status: str, listing: Listing) -> tuple[partial[Listing], partial[Listing], partial[Listing]]:
    put = partial(_put, listing.handle, status, False)
    return put, partial(_put, listing.handle, listing.status, True), put


def _put(handle: str, status: str, anyway: bool, shop: Shop, _job: Job) -> Listing:
    return set_status(shop, handle, status, anyway=anyway)
