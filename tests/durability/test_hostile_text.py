"""What strangers write into names, titles and notes is printed and exported as text: never markup, formula or fault."""

import csv
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.paper import DOCUMENTS
from shopdesk.exchange.outbound import EXPORTS
from shopdesk.services import (
    abc_table,
    category_files,
    count_due,
    count_sheets,
    documents,
    evidence,
    forecast_table,
    handovers,
    message_files,
    messages,
    purchase_papers,
    return_papers,
    sale_receipts,
    shifts,
    stock_labels,
    stock_value,
)
from shopdesk.services.exports import Chosen, export_file
from shopdesk.services.shop import Shop, open_shop
from shopdesk.words.errors import word_error
from tests.durability import whole_day
from tests.durability.day import NOW
from tests.durability.whole_day.find import newest, order

TEXTS = {
    "markup": '<b onclick="x()">粗</b> &amp; <script>alert(1)</script> <img src=file:///etc/passwd>',
    "turned": "\u202egnirts \u2067turned\u2069 \u200f\u061c\u202d",
    "long": "长" * 5_000 + "x" * 5_000,
    "emoji": "👩‍👩‍👧‍👦🇨🇳👍🏽 Zoë ﷽",
    "nul": "a\x00b\x07\x1b[31m",
    "unnamed": "a\ufffe\ud7ff\u0378",
    "rare": "𠮷",
    "formula": '=HYPERLINK("http://x.example","打开")',
    "command": "@SUM(A1)\t|cmd' /C calc'!A0",
}
# Columns that hold what people wrote; every table that has one of them has its share.
WRITTEN = {"name", "buyer", "street", "city", "district", "province", "note", "buyer_note", "seller_note", "title",
           "contact", "address", "subject", "reason", "label", "brand", "words", "hold_reason", "plan"}  # fmt: skip
OWN = ("couriers", "import_presets", "saved_views", "layouts", "coupon_codes", "_", "sqlite", "audit_log", "print_jobs")
SLOWEST_S = 30
REFUSED = ("unnamed", "rare")  # no face has them: most papers say so and name them


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> Path:
    """A shop after its whole day: there is one of everything in it."""
    folder = tmp_path_factory.mktemp("hostile") / "shop"
    shop = whole_day.make_shop(folder)
    for verb in whole_day.verbs():
        verb(shop)
    shop.close()
    return folder


@pytest.fixture
def written(lived, tmp_path):
    """Write a text into every field that people fill in."""
    opened: list[Shop] = []

    def write(text: str) -> Shop:
        shop = open_shop(Path(shutil.copytree(lived, tmp_path / "shop")), now=lambda: NOW)
        opened.append(shop)
        tables = shop.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%name%'")
        with shop.writing():
            for (table,) in tables.fetchall():
                if not table.startswith(OWN):
                    _fill(shop, table, text)
        return shop

    yield write
    for shop in opened:
        shop.close()


def _fill(shop: Shop, table: str, text: str) -> None:
    columns = [row[1] for row in shop.connection.execute(f'PRAGMA table_info("{table}")').fetchall()]
    wanted = [column for column in columns if column in WRITTEN and "id" in columns]
    for column in wanted:
        shop.connection.execute(f'UPDATE "{table}" SET "{column}" = ? || id', (text,))


def papers(shop: Shop, out: Path) -> Iterator[tuple[str, Callable[[], object], Path]]:
    """Yield every document that is printed: its name, how it is drawn, its file."""
    texts = [number for (number,) in shop.connection.execute("SELECT number FROM orders LIMIT 12").fetchall()]
    for document in DOCUMENTS:
        yield document, lambda d=document, f=out / f"{document}.pdf": documents.preview_document(
            shop, d, f, texts=texts
        ), out / f"{document}.pdf"  # fmt: skip
    number, sale = order(shop, "M1"), newest(shop, "sales", "number")
    case = shop.connection.execute("SELECT number FROM returns ORDER BY id LIMIT 1").fetchone()[0]
    made: dict[str, Callable[[Path], object]] = {
        "manifest": lambda file: handovers.print_manifest(shop, newest(shop, "handovers", "number"), file),
        "evidence": lambda file: evidence.print_evidence(shop, number, file),
        "commands": lambda file: evidence.print_commands(shop, file),
        "purchase": lambda file: purchase_papers.write_purchase(shop, "PO-000001", file),
        "vouchers": lambda file: return_papers.write_vouchers(shop, [case], file),
        "stock labels": lambda file: stock_labels.print_stock_labels(shop, {"BOX": 1, "MUG": 1}, file, prices=True),
        "receipt": lambda file: file.write_bytes(sale_receipts.receipt_preview(shop, sale)),
        "shift": lambda file: file.write_bytes(sale_receipts.shift_pdf(shop, shifts.report_shift(shop))),
    }
    for name, draw in made.items():
        yield name, lambda d=draw, f=out / f"{name}.pdf": d(f), out / f"{name}.pdf"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("what", TEXTS)
def test_every_document_is_printed_whatever_stands_in_it(what, written, tmp_path):
    shop = written(TEXTS[what])
    drawn = []
    for name, draw, file in papers(shop, tmp_path):
        start = time.process_time()
        try:
            draw()
        except ShopError as refused:
            assert word_error(refused)
            continue
        assert time.process_time() - start < SLOWEST_S, name
        if file.exists():
            with pypdfium2.PdfDocument(file) as pdf:
                assert len(pdf) > 0
            drawn.append(name)
    assert len(drawn) >= (3 if what in REFUSED else 10), drawn


def _tables(shop: Shop, out: Path) -> Iterator[tuple[str, Callable[[Path], object]]]:
    for entry in EXPORTS:
        for kind in entry.kinds if not entry.name.endswith("xlsx") else ():  # their cells are texts, never formulas
            yield f"{entry.name} {kind}", lambda file, e=entry, k=kind: export_file(
                shop, k, e.name, file, Chosen(again=True)
            )  # fmt: skip
    yield "values", lambda file: stock_value.export_values(shop, stock_value.value_stock(shop, 30), file)
    yield "forecasts", lambda file: forecast_table.export_forecasts(shop, "", file)
    yield "classes", lambda file: abc_table.export_classes(shop, abc_table.rank_skus(shop, 90), "sales", file)
    yield "due", lambda file: count_due.export_due(count_due.list_due(shop), file)
    yield "categories", lambda file: category_files.export_categories(shop, file)
    yield "count", lambda file: count_sheets.write_count_sheet(shop, newest(shop, "stock_counts", "number"), file)
    yield "purchase", lambda file: purchase_papers.write_purchase(shop, "PO-000001", file)
    yield (
        "messages",
        lambda file: message_files.write_table(messages.read_messages(shop, messages.message_ids(shop, "due")), file),
    )


@pytest.mark.timeout(300)
@pytest.mark.parametrize("what", ["formula", "command"])
def test_no_cell_of_any_csv_is_a_formula(what, written, tmp_path):
    shop = written(TEXTS[what])
    seen = 0
    for name, write in _tables(shop, tmp_path):
        file = tmp_path / ("out.txt" if name.startswith("amazon") else "out.csv")
        file.unlink(missing_ok=True)
        try:
            write(file)
        except ShopError as refused:
            assert word_error(refused)
            continue
        if not file.exists():
            continue
        sample = file.read_bytes().decode("utf-8-sig", "replace")
        for row in csv.reader(sample.splitlines(), delimiter="\t" if "\t" in sample.split("\n", 1)[0] else ","):
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), (name, cell)
                assert not cell.startswith("-") or cell[1:].replace(".", "").isdigit(), (name, cell)
                seen += cell.startswith("'")
    assert seen > 5


def test_every_table_is_written_in_one_of_the_known_places():
    """A new place that writes csv or workbooks must keep formulas out, and stand in the test above."""
    root = Path(__file__).parents[2] / "shopdesk"
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if any(
            word in path.read_text("utf-8")
            for word in ("csv.writer(", "csv.DictWriter(", "with Workbook(", "book = Workbook(")
        )
    }
    assert found == {
        "exchange/workbooks.py", "exchange/outbound/writer.py", "services/category_files.py",
        "services/count_sheets.py", "services/imports/refused.py",
    }  # fmt: skip
