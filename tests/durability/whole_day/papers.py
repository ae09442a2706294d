"""Papers are drawn and printed, layouts changed, messages written, bills matched with what was paid."""

from shopdesk.domain.errors import ShopError
from shopdesk.reports.layouts import builtin_layout
from shopdesk.services import (
    documents,
    layouts,
    message_templates,
    messages,
    payments,
    print_queue,
    reconciliation,
)
from shopdesk.services.orders import add_order
from shopdesk.services.shop import Shop
from tests.durability.day import Verb
from tests.durability.whole_day.find import HOME, in_steps, looked_at, newest, one, order


def verbs() -> list[Verb]:
    """Return this part of the day."""
    return [*_layouts(), *_print(), *_messages(), *_money()]


def _layouts() -> list[Verb]:
    from shopdesk.domain.layout_json import write_layout

    def change(shop: Shop) -> None:
        layouts.change_layout(shop, layouts.find_kept(shop, "labels", "窄").layout)

    def take_back(shop: Shop) -> None:
        row = layouts.hide_layout(shop, "labels", "100x150")
        layouts.take_back(shop, row)

    text = write_layout(builtin_layout("labels", "100x150")).replace('"100x150"', '"进口"')
    return [
        lambda shop: layouts.copy_layout(shop, "labels", "100x150", "窄"),
        lambda shop: layouts.set_fields(shop, "labels", "窄", {"text": "110"}),
        change,
        lambda shop: layouts.import_layout(shop, text),
        lambda shop: layouts.hide_layout(shop, "labels", "窄"),
        in_steps(looked_at(take_back)),
        lambda shop: layouts.remove_layout(shop, "labels", "进口"),
    ]


def _print() -> list[Verb]:
    def job(shop: Shop) -> int:
        return int(newest(shop, "print_jobs", "id"))

    def send(shop: Shop, error: ShopError | None = None) -> None:
        claim = print_queue.claim_next(shop)
        if claim is not None:
            print_queue.settle(shop, claim, error)

    def queue(name: str) -> Verb:
        return looked_at(
            lambda shop: print_queue.queue_papers(shop, "labels", [order(shop, name)], printer="Zebra", reason="torn")
        )

    return [
        lambda shop: documents.preview_document(
            shop, "packing-slips", shop.folder / "slips.pdf", texts=[order(shop, "P2")]
        ),
        looked_at(
            lambda shop: documents.print_document(
                shop, "packing-slips", shop.folder / "slips.pdf", texts=[order(shop, "P2")]
            )
        ),
        lambda shop: print_queue.confirm_job(shop, job(shop)),
        lambda shop: print_queue.take_word_back(shop, job(shop)),
        queue("P2"),
        in_steps(looked_at(lambda shop: send(shop, ShopError("printer-gone", printer="Zebra")))),
        print_queue.wake_printers,
        in_steps(looked_at(send)),
        lambda shop: print_queue.fail_job(shop, job(shop)),
        lambda shop: print_queue.retry_job(shop, job(shop)),
        lambda shop: print_queue.cancel_job(shop, job(shop)),
        lambda shop: print_queue.bring_back_job(shop, job(shop)),
        in_steps(looked_at(send)),
        lambda shop: print_queue.confirm_job(shop, job(shop)),
        looked_at(lambda shop: print_queue.reprint_from(shop, job(shop), 1, "torn", printer="Zebra")),
        looked_at(lambda shop: print_queue.queue_pdf(shop, "manifest", b"%PDF-1.4", printer="Zebra")),
    ]


def _messages() -> list[Verb]:
    def first(shop: Shop) -> list[int]:
        return [int(one(shop, "SELECT min(id) FROM messages"))]

    return [
        messages.prepare_messages,
        lambda shop: messages.mark_sent(shop, first(shop), "copied"),
        lambda shop: messages.mark_unsent(shop, first(shop)),
        lambda shop: message_templates.save_template(shop, "dispatch", "zh_CN", "已寄出", "包裹已寄出"),
        lambda shop: message_templates.restore_template(shop, "dispatch", "zh_CN"),
    ]


def _money() -> list[Verb]:
    def line(shop: Shop) -> int:
        return int(one(shop, "SELECT id FROM statement_lines WHERE trade_no = '2026111322002'"))

    def statement(shop: Shop) -> str:
        return newest(shop, "statements")

    def rematch(shop: Shop) -> None:
        with shop.writing():
            reconciliation.match_again(shop, reconciliation.undo_match(shop, line(shop)))

    def matched(shop: Shop) -> int:
        return int(one(shop, "SELECT line_id FROM payment_matches ORDER BY line_id LIMIT 1"))

    return [
        payments.derive_payments,
        lambda shop: add_order(shop, [("MUG", 1)], HOME, uuid="unpaid too"),
        lambda shop: payments.take(shop, order(shop, "unpaid too"), "wechat", 100, uuid="payment 1"),
        lambda shop: payments.take(shop, "market", "cash", 500, sale=True, uuid="payment 2"),
        lambda shop: payments.refund(shop, "market", 200, sale=True, uuid="refund 1"),
        lambda shop: payments.undo_payment(shop, "refund 1"),
        lambda shop: reconciliation.take_statement(shop, shop.folder / "bill.csv"),
        lambda shop: reconciliation.put_line_aside(shop, line(shop)),
        lambda shop: reconciliation.put_line_aside(shop, line(shop), aside=False),
        lambda shop: reconciliation.match_by_hand(shop, line(shop), ["payment 2"]),
        looked_at(rematch),
        lambda shop: reconciliation.undo_statement(shop, statement(shop)),
        lambda shop: reconciliation.restore_statement(shop, statement(shop)),
    ]
