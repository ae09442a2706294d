"""The steps that the returns bench takes: each one write, told, and taken back by what compensates it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from shopdesk.domain.jobs import Job
from shopdesk.domain.refunds import Inspected
from shopdesk.domain.returns import Case
from shopdesk.services import return_bench, return_exchanges, return_files, return_money, return_undo, returns
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.returns.return_refund_card import Agreed
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

CHANGES = {"orders", "stock", "customers"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands on the bench when a step is taken."""

    verdict: str = "resell"
    found: Mapping[str, Inspected] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    came: Mapping[str, int] = field(default_factory=dict)
    agreed: Agreed | None = None
    route: str = "original"
    reference: str = ""
    note: str = ""
    pieces: tuple[tuple[str, int], ...] = ()


class ReturnSteps(QObject):
    """Takes steps with a case; `taken` tells the case that one was taken with, `busy` that one is under way."""

    taken = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.busy = False

    def take(self, step: str, case: Case, wanted: Wanted) -> None:
        """Take a step; a second press while it is under way does nothing."""
        if self.busy:
            return
        number = case.number
        acts = _acts(step, number, wanted)
        # What is handed in at the counter is received as it is approved: two steps.
        taken = len(acts) + (case.kind == "counter" and step in ("approve", "anyway"))

        def act(shop: Shop, _job: Job) -> int:
            with shop.writing():
                for one in acts:
                    one(shop)
            return len(acts)

        def back(shop: Shop, _job: Job) -> None:
            with shop.writing():
                for _one in range(taken):
                    return_undo.undo_return(shop, number)

        def done(_result: object) -> None:
            self._context.note(Change(_told(step, number), back, act))
            self.taken.emit(number)

        self.busy = True
        self._context.write(_("Returns bench"), act, changes=CHANGES, done=done, ended=self._rest)

    def note_received(self, case: Case) -> None:
        """Offer to take back that a scanned parcel was received."""
        number, waybill = case.number, case.waybill
        self._context.note(
            Change(
                _told("receive", number),
                lambda shop, _job: return_undo.undo_return(shop, number),
                lambda shop, _job: return_bench.receive_return(shop, number, waybill=waybill),
            )
        )

    def take_last_back(self, case: Case) -> None:
        """Take the newest step of a case back, whoever took it and whenever."""
        number = case.number
        self._write(lambda shop, _job: return_undo.undo_return(shop, number), number,
                    _("{case}: last step taken back").format(case=number))  # fmt: skip

    def keep_ownerless(self, waybill: str) -> None:
        """Keep a parcel that nobody awaits until its owner is found."""
        made: list[str] = []

        def act(shop: Shop, _job: Job) -> str:
            if made:
                returns.reopen_return(shop, made[0])
            else:
                made[:] = [returns.open_ownerless(shop, waybill=waybill).number]
            return made[0]

        def back(shop: Shop, _job: Job) -> None:
            with shop.writing():  # it was received as it was opened: two steps
                return_undo.undo_return(shop, made[0])
                return_undo.undo_return(shop, made[0])

        def done(number: str) -> None:
            self._context.note(Change(_("{case}: parcel without an owner kept").format(case=number), back, act))
            self.taken.emit(number)

        if not self.busy:
            self.busy = True
            self._context.write(_("Returns bench"), act, changes=CHANGES, done=done, ended=self._rest)

    def add_photos(self, case: Case, files: list[Path], sku: str) -> None:
        """Keep photos with a line; what is no picture is refused, the others are kept."""
        number = case.number
        before = {told[0] for told in returns.show_return(self._context.shop, number).files}
        added: list[str] = []

        def act(shop: Shop, job: Job) -> int:
            for at, file in enumerate(files, start=1):
                job.step(at, len(files))
                return_files.add_photo(shop, number, file, sku=sku)
            added[:] = [told[0] for told in returns.show_return(shop, number).files if told[0] not in before]
            return len(added)

        def again(shop: Shop, _job: Job) -> None:
            for uuid in added:
                return_files.bring_photo_back(shop, uuid)

        def back(shop: Shop, _job: Job) -> None:
            for uuid in added:
                return_files.remove_photo(shop, uuid)

        def done(count: int) -> None:
            if not count:
                self._context.told.emit(_("This photo is kept already."))
                return
            words = ngettext("{case}: {count} photo kept", "{case}: {count} photos kept", count)
            self._context.note(Change(words.format(case=number, count=count), back, again))

        self._context.write(_("Keeping photos"), act, changes={"orders"}, done=done)

    def leave_photo_out(self, uuid: str, name: str) -> None:
        """Leave a photo out of its case."""
        change = Change(
            _("Photo {name} left out").format(name=name),
            lambda shop, _job: return_files.bring_photo_back(shop, uuid),
            lambda shop, _job: return_files.remove_photo(shop, uuid),
        )
        assert change.redo is not None
        self._context.write(
            _("Leaving a photo out"), change.redo, changes={"orders"}, done=lambda _r: self._context.note(change)
        )

    def _write(self, act: Callable[[Shop, Job], object], number: str, told: str) -> None:
        def done(_result: object) -> None:
            self._context.told.emit(told)
            self.taken.emit(number)

        if not self.busy:
            self.busy = True
            self._context.write(_("Returns bench"), act, changes=CHANGES, done=done, ended=self._rest)

    def _rest(self) -> None:
        self.busy = False


def _acts(step: str, number: str, wanted: Wanted) -> list[Callable[[Shop], object]]:
    """Return what a step writes, one after the other."""

    def inspect(shop: Shop) -> object:
        return return_bench.inspect_return(
            shop, number, verdict=wanted.verdict, found=wanted.found, notes=wanted.notes, came=wanted.came
        )

    def refund(shop: Shop) -> object:
        agreed = wanted.agreed
        assert agreed is not None
        return return_money.refund_return(
            shop, number, amount=agreed.amount, route=wanted.route, reference=wanted.reference,
            return_freight=agreed.return_freight, agreed=agreed.parts,
        )  # fmt: skip

    made: list[str] = []  # the exchange order: done again it is the same one

    def exchange(shop: Shop) -> object:
        case = return_exchanges.exchange_return(shop, number, wanted.pieces, order=made[0] if made else "")
        made[:] = [case.exchange]
        return case

    simple: dict[str, Callable[[Shop], object]] = {
        "approve": lambda shop: returns.approve_return(shop, number),
        "anyway": lambda shop: returns.approve_return(shop, number, anyway=True, note=wanted.note),
        "refuse": lambda shop: returns.refuse_return(shop, number, note=wanted.note),
        "receive": lambda shop: return_bench.receive_return(shop, number),
        "close": lambda shop: returns.close_return(shop, number, note=wanted.note),
    }
    several: dict[str, list[Callable[[Shop], object]]] = {
        "inspect": [inspect], "refund": [refund], "instead-refund": [refund], "inspect-refund": [inspect, refund],
        "exchange": [exchange], "reissue": [exchange], "inspect-exchange": [inspect, exchange],
        "repaired": [simple["close"]], "owner": [simple["close"]],
    }  # fmt: skip
    return several.get(step) or [simple[step]]


def _told(step: str, number: str) -> str:
    words = {
        "approve": _("{case} approved"), "anyway": _("{case} granted as goodwill"), "refuse": _("{case} refused"),
        "receive": _("{case} received"), "inspect": _("{case} inspected and booked"),
        "refund": _("{case} paid back"), "instead-refund": _("{case} paid back"),
        "inspect-refund": _("{case} booked and paid back"), "exchange": _("{case}: exchange order made"),
        "reissue": _("{case}: sent again"), "inspect-exchange": _("{case} booked, exchange order made"),
    }  # fmt: skip
    return words.get(step, _("{case} closed")).format(case=number)
