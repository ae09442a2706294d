"""Tables line up on a terminal although a hanzi is two cells wide."""

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.cli.tables import WIDEST, columns, width, word_counts


def test_hanzi_and_letters_share_their_columns():
    lines = list(columns(["名称", "n"], [("红杯", 5), ("mug", 12)]))
    assert lines == ["名称   n", "红杯   5", "mug   12"]


def test_control_characters_of_strangers_do_not_reach_the_terminal():
    assert list(columns(["a"], [("x\x1b[31m\ny",)]))[1] == "x [31m y"


@given(st.text(max_size=200))
def test_no_cell_is_wider_than_the_widest_and_the_last_is_whole(text: str):
    whole = list(columns(["a"], [(text,)]))[1]
    cut = list(columns(["a", "b"], [(text, "end")]))[1]
    assert width(cut) <= WIDEST + 2 + len("end")
    assert cut.endswith("end")
    assert whole == "".join(char if char.isprintable() else " " for char in text).rstrip()


def test_one_row_is_one_row():
    counts = {"created": 1, "updated": 0, "unchanged": 0, "rejected": 0}
    assert word_counts(1).format(rows=1, **counts) == "1 row: 1 new, 0 changed, 0 the same, 0 refused"
    assert word_counts(2).format(rows=2, **counts).startswith("2 rows: ")
