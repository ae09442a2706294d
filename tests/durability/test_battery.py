"""The page of what was measured is made by the command that measures."""

from tests.durability import battery

PAGE = "# Words\n\nMore words.\n\n" + "\n".join(battery.HEAD) + "\n"


def test_each_part_keeps_its_rows_until_it_is_measured_anew():
    page = battery.with_rows(PAGE, "files", [["files", "spoiled files", "10", "none", "1 s"]])
    page = battery.with_rows(page, "kill", [["kill", "kills", "6", "0 lost", "2 s"], ["kill", "b", "", "", ""]])
    page = battery.with_rows(page, "kill", [["kill", "kills", "1,000", "0 lost", "3 s"]])
    assert page.startswith(PAGE)
    assert [line for line in page.splitlines() if line.startswith("| ")][1:] == [
        "| kill | kills | 1,000 | 0 lost | 3 s |",
        "| files | spoiled files | 10 | none | 1 s |",
    ]
    assert page.count("Last measured with ShopDesk") == 1


def test_every_row_of_the_page_is_of_a_part_that_can_be_run():
    rows = battery.PAGE.read_text("utf-8").partition("\n".join(battery.HEAD) + "\n")[2].splitlines()
    known = {part.name for part in battery.PARTS}
    assert {row.split(" | ")[0][2:] for row in rows if row.startswith("| ")} <= known
