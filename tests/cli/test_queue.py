"""The queue by command line: a PDF is made, paper comes out or not, and only then orders count as printed."""

import pytest

PERSON = ("--name", "测试人", "--phone", "13900000000", "--address", "浙江省杭州市西湖区样板路1号")


@pytest.fixture
def numbers(shopdesk, tmp_path):
    shopdesk("init", "--name", "测试店")
    goods = tmp_path / "goods.csv"
    goods.write_text("Handle,Title,Variant SKU,Variant Inventory Qty,Variant Price\nmug,马克杯,MUG,20,29.00\n", "utf-8")
    shopdesk("import", goods)
    made = [shopdesk("orders", "add", "--line", "MUG=1", *PERSON, "--paid").json["number"] for _ in range(3)]
    assert shopdesk("orders", "confirm", *made).status == 0
    return made


def view(shopdesk, name):
    return sorted(order["number"] for order in shopdesk("orders", "list", "--view", name).json)


def test_a_saved_pdf_waits_for_a_word(shopdesk, numbers, tmp_path):
    printed = shopdesk("print", "labels", "--orders", *numbers, "-o", tmp_path / "labels.pdf").json
    (job,) = shopdesk("queue", "list").json
    assert (job["job"], job["printer"], job["state"], job["labels"]) == (printed["job"], "file", "sent", 3)
    assert view(shopdesk, "to-print") == view(shopdesk, "printed") == []
    told = shopdesk("queue", "confirm", printed["job"], "--through", 2).json
    assert (told["state"], told["printed"], told["missing"]) == ("confirmed", 2, 1)
    assert [copy["state"] for copy in told["copies"]] == ["confirmed", "confirmed", "failed"]
    assert view(shopdesk, "printed") == numbers[:2] and view(shopdesk, "to-print") == numbers[2:]
    assert shopdesk("queue", "list").json == [] and len(shopdesk("queue", "list", "--all").json) == 1


def test_a_jammed_sheet_is_printed_again_with_a_reason(shopdesk, numbers, tmp_path):
    number = shopdesk("print", "labels", "--orders", *numbers, "-o", tmp_path / "labels.pdf").json["job"]
    assert shopdesk("queue", "reprint", number, "--from", 2, "--reason", "jam").json["error"]["code"] == (
        "print-target-missing"
    )
    told = shopdesk("queue", "reprint", number, "--from", 2, "--reason", "jam", "-o", tmp_path / "rest.pdf").json
    assert [(copy["order"], copy["copy"], copy["reason"]) for copy in told["copies"]] == [
        (numbers[1], 2, "jam"),
        (numbers[2], 2, "jam"),
    ]
    assert told["follows"] == number and (tmp_path / "rest.pdf").exists()


def test_nothing_came_out_and_the_job_is_given_up(shopdesk, numbers, tmp_path):
    number = shopdesk("print", "labels", "--orders", *numbers, "-o", tmp_path / "labels.pdf").json["job"]
    assert shopdesk("queue", "cancel", number).json["error"]["code"] == "print-job-state"
    assert shopdesk("queue", "confirm", number, "--through", 0).json["state"] == "failed"
    assert view(shopdesk, "to-print") == numbers
    assert shopdesk("queue", "retry", number).json["error"]["code"] == "print-pages-gone"
    assert shopdesk("queue", "cancel", number).json["state"] == "cancelled"


def test_people_read_a_table_and_what_to_do_next(shopdesk, numbers, tmp_path):
    told = shopdesk("print", "labels", "--orders", *numbers, "-o", tmp_path / "labels.pdf", json=False).out
    assert "queue confirm 1" in told
    assert "PDF file" in shopdesk("queue", "list", json=False).out
