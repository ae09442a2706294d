"""What a person does with tickets from the window, each with its way back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.tickets import Ticket
from shopdesk.services.shop import Shop
from shopdesk.services.ticket_evidence import EvidenceFile, add_evidence, bring_evidence_back, take_evidence_out
from shopdesk.services.tickets import (
    advance_ticket,
    answer_ticket,
    assign_ticket,
    open_ticket,
    reopen_ticket,
    solve_ticket,
    undo_ticket,
)
from shopdesk.ui.context import Context
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

CHANGES = {"tickets", "customers"}
Refuse = Callable[[ShopError], None]


class TicketWork:
    """The verbs of the page of tickets."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def open(self, told: dict[str, Any], done: Callable[[Ticket], object], refuse: Refuse) -> None:
        """Open a ticket as told."""
        opening = _Opening(told)

        def opened(ticket: Ticket) -> None:
            words = _("Ticket {number} opened").format(number=ticket.number)
            self._context.note(Change(words, opening.back, opening.there))
            done(ticket)

        self._context.write(
            _("Opening a ticket"), opening.there, changes=CHANGES, done=opened, refused=refuse
        )  # fmt: skip

    def answer(self, number: str, words: str, refuse: Refuse) -> None:
        """Note what the buyer was told."""
        done = _("Ticket {number} answered").format(number=number)
        self._step(done, number, lambda shop, _job: answer_ticket(shop, number, words), refuse)

    def assign(self, number: str, person: str, severity: str, refuse: Refuse) -> None:
        """Give a ticket to a person."""
        words = _("Ticket {number} is looked after by {name}").format(number=number, name=person or "–")
        self._step(words, number, lambda shop, _job: assign_ticket(shop, number, person, severity=severity), refuse)

    def advance(self, number: str, told: dict[str, Any], refuse: Refuse) -> None:
        """Take a ticket a step further, or confirm its result."""
        if told["step"] == "confirmed":
            done = _("Ticket {number} solved").format(number=number)
            verb = partial(_solve, number=number, told=told)
        else:
            done = _("Ticket {number} is a step further").format(number=number)
            verb = partial(_advance, number=number, told=told)
        self._step(done, number, verb, refuse)

    def take_last_back(self, number: str) -> None:
        """Take the newest step of a ticket back."""
        words = _("Newest step of ticket {number} taken back").format(number=number)
        self._context.write(
            words, lambda shop, _job: undo_ticket(shop, number), changes=CHANGES,
            done=lambda _ticket: self._context.told.emit(words),
        )  # fmt: skip

    def add_evidence(self, number: str, files: list[Path], refuse: Refuse) -> None:
        """Keep pictures and videos with a ticket; the first that is none is told, the others are kept."""
        self._context.write(
            _("Keeping evidence"), partial(_keep, number=number, files=files), changes=CHANGES,
            done=partial(self._kept, number, refuse),
        )  # fmt: skip

    def _kept(self, number: str, refuse: Refuse, kept: tuple[list[str], ShopError | None]) -> None:
        uuids, refused = kept
        if uuids:
            words = ngettext(
                "{count} file kept with ticket {number}", "{count} files kept with ticket {number}", len(uuids)
            ).format(count=len(uuids), number=number)
            self._context.note(_evidence_change(words, uuids))
        if refused is not None:
            refuse(refused)
        elif not uuids:
            self._context.told.emit(_("These files are kept already."))

    def take_evidence_out(self, file: EvidenceFile) -> None:
        """Take a file off its ticket."""
        words = _("{file} taken out").format(file=file.name)
        change = Change(
            words,
            lambda shop, _job: bring_evidence_back(shop, [file.uuid]),
            lambda shop, _job: take_evidence_out(shop, [file.uuid]),
        )
        assert change.redo is not None
        self._context.write(words, change.redo, changes=CHANGES, done=lambda _result: self._context.note(change))

    def see(self, file: EvidenceFile) -> None:
        """Open a file with the system's program."""
        place = self._context.shop.folder / file.place
        if not place.is_file() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
            self._context.told.emit(_("{file} cannot be opened; it lies at {path}.").format(file=file.name, path=place))

    def _step(self, words: str, number: str, verb: Callable[[Shop, Job], object], refuse: Refuse) -> None:
        change = Change(words, lambda shop, _job: undo_ticket(shop, number), verb)
        self._context.write(
            words, verb, changes=CHANGES, done=lambda _result: self._context.note(change), refused=refuse
        )


class _Opening:
    """A ticket that is opened, taken back, and brought back."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._told = told
        self._number = ""

    def there(self, shop: Shop, _job: Job) -> Ticket:
        """Open it."""
        ticket = reopen_ticket(shop, self._number) if self._number else open_ticket(shop, **self._told)
        self._number = ticket.number
        return ticket

    def back(self, shop: Shop, _job: Job) -> None:
        """Withdraw it."""
        undo_ticket(shop, self._number)


def _advance(shop: Shop, _job: Job, *, number: str, told: dict[str, Any]) -> None:
    kind = told["kind"] if told["step"] == "diagnosed" else ""
    advance_ticket(shop, number, told["step"], told["words"], kind=kind)


def _solve(shop: Shop, _job: Job, *, number: str, told: dict[str, Any]) -> None:
    solve_ticket(
        shop, number, result=told["words"], satisfaction=told["satisfaction"], suggestion=told["suggestion"]
    )  # fmt: skip


def _keep(shop: Shop, job: Job, *, number: str, files: list[Path]) -> tuple[list[str], ShopError | None]:
    kept, refused = [], None
    for at, file in enumerate(files):
        job.step(at, len(files))
        try:
            kept.append(add_evidence(shop, number, file))
        except ShopError as error:
            refused = refused or error
    return [uuid for uuid in kept if uuid], refused


def _evidence_change(words: str, uuids: list[str]) -> Change:
    return Change(
        words,
        lambda shop, _job: take_evidence_out(shop, uuids),
        lambda shop, _job: bring_evidence_back(shop, uuids),
    )
