"""Tickets from the first question to the confirmed result, and what several of them say about one batch."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from shopdesk.db.lots import put_lot
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.purchases import Supplier
from shopdesk.domain.tickets import (
    KINDS,
    PLACEHOLDERS,
    SEVERITIES,
    STEPS,
    read_replies,
    read_ticket_rules,
    unknown_placeholder,
)
from shopdesk.services.after_sales import ticket_clocks
from shopdesk.services.customers import customer_of_order, read_customer
from shopdesk.services.ledger import Booking, book, find_place, find_variant
from shopdesk.services.orders import add_order, confirm_order, order_row
from shopdesk.services.returns import open_return
from shopdesk.services.rule_files import own_copy
from shopdesk.services.shipments import ship_orders
from shopdesk.services.suppliers import find_supplier, save_supplier
from shopdesk.services.ticket_evidence import (
    add_evidence,
    bring_evidence_back,
    evidence_of,
    take_evidence_out,
)
from shopdesk.services.ticket_table import TicketTable, count_views, known_people, tickets_of_order
from shopdesk.services.tickets import (
    advance_ticket,
    answer_ticket,
    assign_ticket,
    find_ticket,
    list_tickets,
    open_ticket,
    quality_findings,
    reopen_ticket,
    solve_ticket,
    undo_ticket,
    word_reply,
)
from shopdesk.words.returns import TICKETS

HERE = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


@pytest.fixture
def sent(shop, stock_up, do):
    """Sell a box and send it off; return the order's number."""

    def send() -> str:
        number = add_order(shop, [("BOX", 1)], HERE, paid=True).number
        do(confirm_order, number)
        ship_orders(shop, [number], courier="zto")
        return number

    stock_up(BOX=20)
    return send


@pytest.mark.parametrize(
    ("channel", "answer", "solve"),
    [("chat", 30, 120), ("email", 7200, 86400), ("social", 3600, None), ("phone", None, None)],
)
def test_each_channel_has_its_deadlines(shop, channel, answer, solve):
    ticket = open_ticket(shop, "盒子裂了", channel=channel)
    told = [None if due is None else (due - NOW).total_seconds() for due in (ticket.answer_due, ticket.solve_due)]
    assert told == [answer, solve]
    assert [clock.kind for clock in ticket_clocks(shop)] == [
        kind for kind, due in (("ticket-answer", answer), ("ticket-solve", solve)) if due
    ]


def test_a_ticket_goes_its_five_steps_and_files_what_the_buyer_suggests(shop, sent):
    number = sent()
    ticket = open_ticket(shop, "盖子松", channel="email", order=number, sku="BOX", uuid="one")
    assert open_ticket(shop, "盖子松", channel="email", uuid="one").number == ticket.number == "TK-000001"
    assign_ticket(shop, ticket.number, "小林", severity="high")
    answer_ticket(shop, ticket.number, word_reply(shop, "zw", ticket=ticket.number), uuid="two")
    assert [clock.kind for clock in ticket_clocks(shop)] == ["ticket-solve"]
    advance_ticket(shop, ticket.number, "diagnosed", "卡扣断裂", kind="quality")
    advance_ticket(shop, ticket.number, "planned", "补发盖子")
    advance_ticket(shop, ticket.number, "carried-out", "已补发")
    done = solve_ticket(shop, ticket.number, result="满意", satisfaction=5, suggestion="卡扣加厚")
    assert (done.step, done.kind, done.plan, done.satisfaction, done.assigned) == (
        "confirmed", "quality", "补发盖子", 5, "小林",
    )  # fmt: skip
    assert ticket_clocks(shop) == [] and [t.number for t in list_tickets(shop, view="solved")] == ["TK-000001"]
    customer = customer_of_order(shop, order_row(shop, number))
    assert read_customer(shop, customer).note == "TK-000001: 卡扣加厚"
    assert undo_ticket(shop, ticket.number).step == "carried-out"
    assert read_customer(shop, customer).note == "" and find_ticket(shop, ticket.number).solved_at is None
    assert [note.kind for note in find_ticket(shop, ticket.number).notes if note.undone] == ["confirmed"]


def test_a_ticket_opened_by_mistake_is_taken_back(shop):
    ticket = open_ticket(shop, "问一下", channel="chat")
    undo_ticket(shop, ticket.number)
    assert list_tickets(shop, view="all") == [] and ticket_clocks(shop) == []


def test_a_ticket_whose_opening_was_taken_back_comes_back_under_its_number(shop, refusal):
    opened = open_ticket(shop, "颜色不对", channel="chat")
    assert refusal(reopen_ticket, shop, opened.number) == "ticket-state"
    for _round in range(2):
        undo_ticket(shop, opened.number)
        assert list_tickets(shop) == []
        again = reopen_ticket(shop, opened.number)
        assert replace(again, notes=()) == replace(opened, notes=())
        assert again.notes[-1].kind == "opened" and not again.notes[-1].undone
    undo_ticket(shop, opened.number)
    told = reopen_ticket(shop, opened.number, uuid="once")
    assert reopen_ticket(shop, opened.number, uuid="once") == told


def test_steps_do_not_go_backwards_and_odd_values_are_refused(shop, refusal):
    ticket = open_ticket(shop, "问一下", channel="chat").number
    advance_ticket(shop, ticket, "planned")
    assert refusal(advance_ticket, shop, ticket, "diagnosed") == "ticket-state"
    assert refusal(advance_ticket, shop, ticket, "dreamt") == "ticket-step-unknown"
    assert refusal(solve_ticket, shop, ticket, result="", satisfaction=6) == "ticket-invalid"
    assert refusal(open_ticket, shop, "x", channel="smoke") == "ticket-invalid"
    assert refusal(open_ticket, shop, "  ", channel="chat") == "ticket-invalid"
    assert refusal(find_ticket, shop, "TK-9") == "ticket-unknown"
    solve_ticket(shop, ticket, result="好")
    assert refusal(answer_ticket, shop, ticket, "再见") == "ticket-state"


def test_a_ticket_of_a_return_knows_its_order_goods_and_words(shop, sent):
    number = sent()
    case = open_return(shop, number, [], reason="quality")
    ticket = open_ticket(shop, "要退货", channel="chat", case=case.number)
    assert (ticket.order, ticket.case, ticket.sku, ticket.kind) == (number, case.number, "BOX", "return")
    text = word_reply(shop, "th", ticket=ticket.number)
    assert case.number in text and "2026-11-20" in text
    assert (
        word_reply(shop, "KC", ticket=ticket.number, language="en")
        == "Hello 测试人, this is 青禾杂货. How can I help you?"
    )


def test_a_masked_name_and_braces_in_it_are_left_as_they_are(shop, stock_up):
    stock_up(BOX=2)
    number = add_order(shop, [("BOX", 1)], replace(HERE, name="{店铺}"), paid=True).number
    ticket = open_ticket(shop, "问", channel="chat", order=number)
    assert "{店铺}" in word_reply(shop, "kc", ticket=ticket.number)


def test_the_shop_writes_replies_of_its_own_and_a_wrong_placeholder_is_named(shop, refusal):
    file = own_copy(shop, "reply_templates.json")
    file.write_text(json.dumps([{"code": "x", "stage": "closing", "zh_CN": "再见 {买家}"}]), "utf-8")
    assert word_reply(shop, "x") == "再见 –" and refusal(word_reply, shop, "kc") == "reply-unknown"
    file.write_text(json.dumps([{"code": "x", "stage": "closing", "zh_CN": "{nonsense}"}]), "utf-8")
    assert refusal(word_reply, shop, "x") == "rule-file-damaged"
    assert all(not unknown_placeholder(f"{{{name}}}") for pair in PLACEHOLDERS.items() for name in pair)


def test_evidence_is_kept_once_and_must_be_what_it_says(shop, tmp_path: Path, refusal):
    ticket = open_ticket(shop, "裂", channel="chat")
    photo = tmp_path / "a.png"
    Image.new("RGB", (200, 200)).save(photo)
    for _twice in range(2):
        add_evidence(shop, ticket.number, photo)
    (told,) = evidence_of(shop, ticket)
    assert told.name == "a.png" and told.is_there and not told.is_video
    for name, data in (("b.png", b"x"), ("c.mp4", b"MZ not a film"), ("d.jpg", b""), ("e.mp4", b"....ftypM4A ")):
        (tmp_path / name).write_bytes(data)
        assert refusal(add_evidence, shop, ticket.number, tmp_path / name) == "evidence-unreadable"
    assert refusal(add_evidence, shop, ticket.number, tmp_path / "gone.png") == "evidence-unreadable"


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"\0\0\0\x18ftypmp42", "mp4"),
        (b"\0\0\0\x14ftypqt  ", "mov"),
        (b"\x1a\x45\xdf\xa3....webm", "webm"),
        (b"RIFF....AVI LIST", "avi"),
    ],
)
def test_a_video_is_kept_by_its_content_whatever_its_name(shop, tmp_path: Path, head, suffix):
    ticket = open_ticket(shop, "开不了机", channel="chat")
    film = tmp_path / "wechat.dat"
    film.write_bytes(head + bytes(500))
    uuid = add_evidence(shop, ticket.number, film)
    (told,) = evidence_of(shop, ticket)
    assert told.place.endswith(f".{suffix}") and told.is_video and told.name == "wechat.dat"
    take_evidence_out(shop, [uuid])
    assert evidence_of(shop, ticket) == [] and (shop.folder / told.place).is_file()
    bring_evidence_back(shop, [uuid])
    assert evidence_of(shop, ticket) == [told]
    (shop.folder / told.place).unlink()
    assert not evidence_of(shop, ticket)[0].is_there


def test_who_opens_a_ticket_looks_after_it_until_somebody_else_does(shop):
    ticket = open_ticket(shop, "问", channel="chat")
    assert ticket.assigned == shop.actor
    assert assign_ticket(shop, ticket.number, "小陈").assigned == "小陈" and known_people(shop) == ["小陈"]


def test_the_table_tells_its_views_and_sorts(shop, sent):
    number = sent()
    first = open_ticket(shop, "b", channel="email", severity="urgent", order=number)
    second = open_ticket(shop, "a", channel="chat", severity="low")
    third = open_ticket(shop, "c", channel="phone")
    solve_ticket(shop, third.number, result="好")
    assert count_views(shop) == {"all": 3, "open": 2, "unanswered": 2, "solved": 1}
    table = TicketTable(shop)
    assert list(table.ids()) == [second.row, first.row, third.row], "what ends first in front, what is solved last"
    assert list(table.ids("severity")) == [first.row, third.row, second.row]
    assert list(table.ids("subject", descending=True)) == [third.row, first.row, second.row]
    assert [ticket.number for ticket in table.rows(TicketTable(shop, "open", number.lower()).ids())] == [first.number]
    assert [ticket.number for ticket in tickets_of_order(shop, number)] == [first.number]


@pytest.mark.parametrize("sort", ["due", "number", "kind", "channel", "step", "assigned", "opened"])
def test_every_column_of_the_table_can_be_sorted_by(shop, sort):
    rows = {open_ticket(shop, "x", channel="chat").row for _ in range(3)}
    assert set(TicketTable(shop).ids(sort)) == rows == set(TicketTable(shop).ids(sort, descending=True))


def test_three_complaints_about_one_batch_are_a_finding_for_its_supplier(shop, stock_up, do):
    save_supplier(shop, Supplier("S1", "华丰塑料"))
    stock_up(BOX=2)
    with shop.writing():
        variant = find_variant(shop, "BOX")
        supplier, _told = find_supplier(shop, "S1")
        lot = put_lot(shop.connection, uuid="lot", variant_id=variant, code="L-7", at=NOW, supplier_id=supplier)
        book(shop, variant, find_place(shop), 5, Booking("receipt", lot_id=lot))
    for at in range(3):
        number = add_order(shop, [("BOX", 1)], HERE, paid=True).number
        do(confirm_order, number)
        ship_orders(shop, [number], courier="zto")
        if at < 2:
            open_return(shop, number, [], reason="quality")
            assert quality_findings(shop) == []
        else:
            open_ticket(shop, "裂", channel="chat", kind="quality", order=number, sku="BOX")
    findings = {(one.lot, one.supplier): one for one in quality_findings(shop)}
    assert findings["L-7", "华丰塑料"].numbers == ("RT-000001", "RT-000002", "TK-000001")
    assert quality_findings(replace(shop, now=lambda: NOW + timedelta(days=31))) == []


def test_damaged_rules_are_named_by_their_place():
    for told, place in (
        ({}, "channels"),
        ({"channels": {"chat": {"answer_seconds": 0}}}, "channels.chat.answer_seconds"),
        ({"channels": {"chat": {}}, "finding": {"days": "x"}}, "finding.days"),
    ):
        with pytest.raises(ValueError, match=place):
            read_ticket_rules(told)
    for rows in ({}, [{"code": ""}], [{"code": "a", "stage": "opening"}]):
        with pytest.raises(ValueError):
            read_replies(rows)


def test_every_word_of_a_ticket_can_be_read():
    assert {*KINDS, *SEVERITIES, *STEPS} <= set(TICKETS)
