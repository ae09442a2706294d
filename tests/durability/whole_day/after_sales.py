"""Goods come back, buyers ask, and every step of it is taken back as well."""

from shopdesk.domain.refunds import Inspected
from shopdesk.services import (
    return_bench,
    return_exchanges,
    return_files,
    return_money,
    return_undo,
    returns,
    ticket_evidence,
    tickets,
    warranty,
)
from shopdesk.services.shop import Shop
from tests.durability.day import Verb
from tests.durability.whole_day.find import in_steps, one, order


def verbs() -> list[Verb]:
    """Return this part of the day."""
    return [*_returns(), *_tickets()]


def _case(shop: Shop, uuid: str) -> str:
    return one(
        shop, "SELECT number FROM returns JOIN return_steps ON returns.id = return_id WHERE return_steps.uuid = ?", uuid
    )


def _returns() -> list[Verb]:
    def photo(shop: Shop) -> str:
        return one(shop, "SELECT uuid FROM after_sales_files WHERE return_id IS NOT NULL ORDER BY id DESC LIMIT 1")

    return [
        lambda shop: returns.open_return(
            shop, order(shop, "M1"), [("MUG", 1)], reason="quality", wait=True, uuid="case 1"
        ),
        lambda shop: returns.approve_return(shop, _case(shop, "case 1"), anyway=True, note="老客", uuid="approve 1"),
        lambda shop: return_files.add_photo(shop, _case(shop, "case 1"), shop.folder / "two.png"),
        lambda shop: return_files.remove_photo(shop, photo(shop)),
        lambda shop: return_files.bring_photo_back(shop, photo(shop)),
        lambda shop: return_bench.receive_return(shop, _case(shop, "case 1"), uuid="receive 1"),
        lambda shop: return_bench.inspect_return(
            shop, _case(shop, "case 1"), found={"MUG": Inspected(good=1)}, uuid="inspect 1"
        ),
        lambda shop: return_undo.undo_return(shop, _case(shop, "case 1"), uuid="undo 1"),
        lambda shop: return_bench.inspect_return(shop, _case(shop, "case 1"), uuid="inspect 2"),
        lambda shop: return_exchanges.exchange_return(shop, _case(shop, "case 1"), uuid="exchange 1"),
        lambda shop: return_undo.undo_return(shop, _case(shop, "case 1"), uuid="undo 2"),
        lambda shop: return_money.refund_return(shop, _case(shop, "case 1"), uuid="refund case 1"),
        lambda shop: returns.open_ownerless(shop, waybill="79990000000001", uuid="case 2"),
        lambda shop: returns.close_return(shop, _case(shop, "case 2"), note="找到了", uuid="close case 2"),
        lambda shop: returns.open_return(shop, "SD-000001", [], reason="quality", wait=True, uuid="case 3"),
        lambda shop: return_undo.undo_return(shop, _case(shop, "case 3"), uuid="undo 3"),
        lambda shop: returns.reopen_return(shop, _case(shop, "case 3"), wait=True, uuid="reopen 3"),
        lambda shop: returns.refuse_return(shop, _case(shop, "case 3"), note="超期", uuid="refuse 3"),
        lambda shop: warranty.note_serial(shop, order(shop, "M1"), "MUG", "SN-12345"),
        lambda shop: warranty.take_serial_out(shop, "MUG", "SN-12345"),
        lambda shop: warranty.note_serial(shop, order(shop, "M1"), "MUG", "SN-12345"),
    ]


def _tickets() -> list[Verb]:
    def number(shop: Shop) -> str:
        return one(
            shop,
            "SELECT number FROM tickets JOIN ticket_notes ON tickets.id = ticket_id WHERE ticket_notes.uuid = ?",
            "ticket 1",
        )

    def file(shop: Shop) -> str:
        return one(shop, "SELECT uuid FROM after_sales_files WHERE ticket_id IS NOT NULL ORDER BY id DESC LIMIT 1")

    return [
        in_steps(
            lambda shop: tickets.open_ticket(
                shop, "杯子有裂纹", channel="chat", order=order(shop, "M1"), uuid="ticket 1"
            )
        ),
        lambda shop: tickets.undo_ticket(shop, number(shop), uuid="note 0"),
        lambda shop: tickets.reopen_ticket(shop, number(shop), uuid="again"),
        lambda shop: tickets.answer_ticket(shop, number(shop), "马上处理", uuid="note 1"),
        lambda shop: tickets.assign_ticket(shop, number(shop), "小林", uuid="note 2"),
        lambda shop: ticket_evidence.add_evidence(shop, number(shop), shop.folder / "two.png"),
        lambda shop: ticket_evidence.take_evidence_out(shop, [file(shop)]),
        lambda shop: ticket_evidence.bring_evidence_back(shop, [file(shop)]),
        lambda shop: tickets.advance_ticket(shop, number(shop), "diagnosed", "裂纹", uuid="note 3"),
        lambda shop: tickets.undo_ticket(shop, number(shop), uuid="note 4"),
        lambda shop: tickets.advance_ticket(shop, number(shop), "diagnosed", "裂纹", uuid="note 5"),
        lambda shop: tickets.advance_ticket(shop, number(shop), "planned", "换新", uuid="note 6"),
        lambda shop: tickets.advance_ticket(shop, number(shop), "carried-out", "已换", uuid="note 7"),
        lambda shop: tickets.solve_ticket(shop, number(shop), result="好了", satisfaction=5, uuid="note 8"),
    ]
