"""A file looked at before anything is written: every record named, every refused row shown as it stands."""

import csv

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.services.imports import ImportResult, import_file, preview_files, save_refused, take_files
from shopdesk.services.listings import list_listings

HEAD = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n"
FIRST = HEAD + "mug,马克杯,颜色,红,MUG-R,3,29.00\npot,茶壶,,,POT,1,59.00\n"
LATER = (
    HEAD
    + "mug,马克杯 加厚,颜色,红,MUG-R,3,35.00\npot,茶壶,,,POT,1,59.00\nbowl,碗,,,BOWL,2,9.00\ncup,=1+1杯,,,CUP,-2,9.00\n"
)


@pytest.fixture
def later(shop, tmp_path):
    """A later file of a shop that already took a first one."""
    (tmp_path / "first.csv").write_text(FIRST, "utf-8")
    import_file(shop, tmp_path / "first.csv")
    (tmp_path / "later.csv").write_text(LATER, "utf-8")
    return tmp_path / "later.csv"


def look(shop, path) -> ImportResult:
    (result,) = preview_files(shop, [(path, "")], SilentJob())
    assert isinstance(result, ImportResult)
    return result


def test_new_changed_same_and_refused_are_told_by_name(shop, later):
    result = look(shop, later)
    preview = result.preview
    assert (result.created, result.updated, result.unchanged, len(result.rejected)) == (1, 1, 1, 1)
    assert [record.title for record in preview.created] == ["碗"]
    assert [record.title for record in preview.unchanged] == ["茶壶"]
    changes = {change.name: (change.old, change.new) for change in preview.updated[0].fields}
    assert changes["title"] == ("马克杯", "马克杯 加厚")
    assert changes["price"] == (2900, 3500)
    refused = preview.refused[0]
    assert refused.problem.code == "quantity-negative" and dict(refused.cells)["Variant SKU"] == "CUP"


def test_looking_writes_nothing(shop, later):
    before = list_listings(shop)
    assert look(shop, later).batch == ""
    assert list_listings(shop) == before
    taken = import_file(shop, later)
    assert (taken.created, taken.updated) == (1, 1), "what was only looked at is still news"


def test_several_files_are_taken_together(shop, tmp_path):
    (tmp_path / "a.csv").write_text(FIRST, "utf-8")
    (tmp_path / "b.csv").write_text("dear,diary\n1,2\n", "utf-8")
    taken, refused = take_files(shop, [(tmp_path / "a.csv", ""), (tmp_path / "b.csv", "")], SilentJob())
    assert taken.created == 2 and refused.error.code == "format-unknown"


def test_refused_rows_are_saved_to_be_corrected(shop, later, tmp_path):
    result = look(shop, later)
    target = tmp_path / "refused.csv"
    written = save_refused(later, {p.row: p.code for p in result.rejected}, target, ("row", "reason"))
    assert written == 1
    with target.open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    assert header[:2] == ["row", "reason"] and row[:2] == [str(result.rejected[0].row), "quantity-negative"]
    assert row[3] == "'=1+1杯", "no spreadsheet runs it"
    assert row[-2] == "'-2"


def test_the_imported_file_itself_is_never_written_over(later):
    with pytest.raises(ShopError, match="target-is-source"):
        save_refused(later, {2: "x"}, later, ("row", "reason"))
    assert later.read_text("utf-8") == LATER


def test_refused_rows_that_cannot_be_written_leave_nothing(later, tmp_path):
    with pytest.raises(ShopError, match="file-not-writable"):
        save_refused(later, {2: "x"}, tmp_path / "nowhere" / "r.csv", ("row", "reason"))


def test_refused_rows_below_lines_of_the_exporters_own_keep_their_header(shop, tmp_path):
    header = "Sales Record Number,Order Number,Buyer Username,Item Title,Quantity,Sold For,Sale Date,Paid On Date"
    good, bad = "1,04-1,a,Mug,1,$9.00,Sep-30-26,Sep-30-26", "2,04-2,b,Mug,1.5,$9.00,Sep-30-26,Sep-30-26"
    source, target = tmp_path / "orders.csv", tmp_path / "refused.csv"
    source.write_text("\n".join(["sep=,", "Orders report,,,,,,,", header, good, bad]), encoding="utf-8")
    result = import_file(shop, source)
    assert [(p.row, p.code) for p in result.rejected] == [(5, "quantity-unreadable")]
    assert save_refused(source, {5: "why"}, target, ("row", "reason")) == 1
    text = target.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == f"row,reason,{header}"
    target.write_text(text.replace("1.5", "1"), encoding="utf-8")
    assert import_file(shop, target).created == 1
