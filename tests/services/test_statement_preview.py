"""A bill is looked at before it is taken: nothing is written, and what it will match is told line by line."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopdesk.db.statements import count_views
from shopdesk.domain.errors import ShopError
from shopdesk.domain.mapping import Preset
from shopdesk.services.import_presets import guess_for, look_at, save_preset
from shopdesk.services.imports import import_file
from shopdesk.services.orders import add_order
from shopdesk.services.payments import take
from shopdesk.services.reconciliation import take_statement
from shopdesk.services.statement_preview import bill_presets, look_at_statement
from tests.bills import alipay_line, write_alipay, write_rows
from tests.services.conftest import RECEIVER

BANK = ("Wann", "Was", "Wieviel", "Wer")
LINES = (("13.11.2026", "Miete", "-250,00", "Hausverwaltung"), ("14.11.2026", "Sammlung", "39.76", "Zahlungsdienst"))


@pytest.fixture
def shop(shop):
    return replace(shop, now=lambda: datetime(2026, 11, 13, 2, 24, tzinfo=UTC))


@pytest.fixture
def number(shop, stock_up):
    """An order that is paid by Alipay."""
    stock_up(BOX=9)
    made = add_order(shop, [("BOX", 1)], RECEIVER, prices={"BOX": 1_000}).number
    take(shop, made, "alipay", 1_000)
    return made


def test_a_bill_is_told_before_it_is_taken_and_nothing_is_written(shop, number, tmp_path):
    bill = write_alipay(
        tmp_path / "b.csv",
        alipay_line("1", number, "10.00", at="2026-11-12 10:00:00"),
        alipay_line("2", "SD-000999", "7.00"),
        alipay_line("3", "", "-3.00", kind="退款", request="R3"),
        alipay_line("4", "", "viel"),
        declared=6,
    )
    look = look_at_statement(shop, bill)
    assert count_views(shop.connection)["lines"] == 0
    assert [(one.fate, one.how, one.payments) for one in look.lines] == [
        ("match", "order", (number,)), ("left", "no-payment", ()), ("left", "no-payment", ()),
    ]  # fmt: skip
    assert (look.new, look.count("match"), len(look.refused), look.lacking) == (3, 1, 1, 2)
    assert look.sums == {"CNY": (1_700, 300, 0)}
    assert [line.at.day for line in look.span] == [12, 13]
    report = take_statement(shop, bill)
    assert (report.added, report.matched) == (3, look.count("match"))
    again = look_at_statement(shop, bill)
    assert (again.new, again.count("known")) == (0, 3)


def test_a_line_that_tells_another_amount_says_what_was_awaited(shop, number, tmp_path):
    (one,) = look_at_statement(shop, write_alipay(tmp_path / "b.csv", alipay_line("1", number, "9.00"))).lines
    assert (one.fate, one.payments, one.awaited) == ("match", (number,), 1_000)


def test_the_names_of_a_banks_columns_are_looked_for_below_its_own_lines(tmp_path):
    rows = (("Konto", "6225 88** 1234"), ("Stand", "13.11.2026"), BANK, *_decimal(LINES))
    assert guess_for(write_rows(tmp_path / "b.csv", *rows), kind="statements").header_row == 3


def test_a_line_that_stands_twice_in_the_file_counts_once(shop, number, tmp_path):
    line = alipay_line("1", number, "10.00")
    look = look_at_statement(shop, write_alipay(tmp_path / "b.csv", line, line))
    assert [one.fate for one in look.lines] == ["match", "known"]


def test_a_banks_columns_are_named_once_and_the_next_file_is_known(shop, tmp_path):
    first = write_rows(tmp_path / "november.csv", BANK, *_decimal(LINES))
    with pytest.raises(ShopError, match="statement-unknown"):
        look_at_statement(shop, first)
    mapping = replace(
        guess_for(first, kind="statements").mapping, method="alipay",
        columns={"at": "Wann", "amount": "Wieviel", "party": "Wer", "remark": "Was"}, date_order="dmy",
    )  # fmt: skip
    shown = look_at(first, mapping)
    assert [cells["amount"][1] for _row, cells in shown.rows] == [-25_000, 3_976]
    assert shown.missing == []
    save_preset(shop, Preset("Bank", shown.mapping))
    look = look_at_statement(shop, write_rows(tmp_path / "december.csv", ("Konto 1",), BANK, *_decimal(LINES)))
    assert (look.format, look.method) == ("bank", "alipay")
    assert [(one.line.kind, one.line.amount, one.line.at.day) for one in look.lines] == [
        ("other", 25_000, 12), ("payment", 3_976, 13),
    ]  # fmt: skip
    assert take_statement(shop, first).added == 2
    assert [preset.name for preset in bill_presets(shop)] == ["Bank"]


def test_the_preset_of_a_bill_is_none_of_the_imports(shop, tmp_path):
    bank = write_rows(tmp_path / "bank.csv", BANK, *_decimal(LINES))
    mapping = replace(guess_for(bank, kind="statements").mapping, columns={"at": "Wann", "amount": "Wieviel"})
    save_preset(shop, Preset("Bank", mapping))
    with pytest.raises(ShopError, match="format-unknown"):
        import_file(shop, bank)


def test_a_bill_without_amounts_is_no_preset(shop, tmp_path):
    bank = write_rows(Path(tmp_path / "bank.csv"), BANK, *_decimal(LINES))
    mapping = replace(guess_for(bank, kind="statements").mapping, columns={"at": "Wann"})
    with pytest.raises(ShopError, match="mapping-incomplete"):
        save_preset(shop, Preset("Bank", mapping))


def _decimal(lines):
    return [tuple(cell.replace(",", ".") for cell in line) for line in lines]
