"""A buyer says that a piece was missing: one page tells what was scanned, when, by whom, and that nobody changed it."""

from dataclasses import replace

import pypdfium2
import pytest

from shopdesk.services.evidence import evidence_of, print_commands, print_evidence
from shopdesk.services.orders import confirm_order
from shopdesk.services.pack_scans import scan_code
from shopdesk.services.packing import finish_parcel, open_parcel
from shopdesk.services.waybills import add_waybills, assign_waybills


@pytest.fixture
def order(shop, stock_up, sell, do):
    """An order of two boxes, packed with one wrong scan on the way."""
    stock_up(BOX=9, LID=9)
    number = sell(BOX=2)
    do(confirm_order, number)
    add_waybills(shop, "zto", ["75400000000001"])
    assign_waybills(shop, [number], "zto")
    parcel = open_parcel(shop, number, station="bench-1")
    for code in ("LID", "BOX", "BOX"):
        scan_code(shop, parcel.session, code)
    finish_parcel(shop, parcel.session, weight_g=640)
    return number


def text_of(path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
    pdf.close()
    return text


def test_every_scan_stands_there_with_its_answer_and_its_link(shop, order):
    evidence = evidence_of(shop, order, "en")
    assert [(row[3], row[4], row[5]) for row in evidence.scans] == [
        (order, "Parcel open", ""), ("LID", "Wrong, this does not belong here", ""), ("BOX", "Right", "+1"),
        ("BOX", "Right", "+1"), ("", "Parcel complete", ""),
    ]  # fmt: skip
    assert len({row[6] for row in evidence.scans}) == 5 and evidence.scans[-1][6] == evidence.seal
    assert (evidence.station, evidence.weight, evidence.state) == ("bench-1", "640 g", "Parcel complete")
    assert [(line.quantity, line.taken) for line in evidence.lines] == [(2, 2)]


def test_made_again_it_has_the_same_seal_until_a_scan_is_changed(shop, order):
    before = evidence_of(shop, order).seal
    assert evidence_of(shop, order).seal == before
    shop.connection.execute("DROP TRIGGER pack_scans_stay")
    shop.connection.execute("UPDATE pack_scans SET answer = 'ok' WHERE answer = 'wrong'")
    assert evidence_of(shop, order).seal != before


def test_the_person_is_masked_and_the_parcel_is_not(shop, order, tmp_path):
    evidence = print_evidence(shop, order, tmp_path / "page.pdf", language="en")
    told = text_of(tmp_path / "page.pdf")
    assert "测试人" not in told and "13900000000" not in told and "样板路" not in told
    for text in ("测**", "139****0000", "75400000000001", "bench-1", evidence.seal, "Wrong,thisdoesnotbelonghere"):
        assert text in told


def test_an_order_that_no_bench_has_packed_has_no_evidence(shop, stock_up, sell, refusal):
    stock_up(BOX=9)
    assert refusal(evidence_of, shop, sell(BOX=1)) == "pack-never"
    assert refusal(evidence_of, shop, "SD-999999") == "order-unknown"


def test_whatever_a_scanner_has_read_the_page_is_written(shop, stock_up, sell, do, tmp_path):
    stock_up(BOX=9)
    number = sell(BOX=1)
    do(confirm_order, number)
    parcel = open_parcel(shop, number, station="bench ก")
    for code in ("ก\x1d\x07", "<b>x</b>", "\U0001f9e8", "x" * 300):
        scan_code(shop, parcel.session, code)
    finish_parcel(shop, parcel.session, reason="ไม่มี")
    evidence = print_evidence(shop, number, tmp_path / "page.pdf")
    assert "<b>x</b>" in text_of(tmp_path / "page.pdf") and len(evidence.scans) == 6


def test_a_long_evening_at_the_bench_flows_over_pages(shop, order, tmp_path):
    from shopdesk.domain.jobs import SilentJob
    from shopdesk.reports.evidence import write_evidence

    evidence = evidence_of(shop, order, "en")
    many = replace(evidence, scans=evidence.scans * 30)
    assert write_evidence(many, tmp_path / "page.pdf", SilentJob()) > 2
    assert evidence.seal in text_of(tmp_path / "page.pdf")


def test_the_sheet_of_commands_is_written_for_this_shop(shop, tmp_path):
    assert print_commands(shop, tmp_path / "commands.pdf", "a5") == 1
    assert "SD-CMD-OK" in text_of(tmp_path / "commands.pdf") and "青禾杂货" in text_of(tmp_path / "commands.pdf")
