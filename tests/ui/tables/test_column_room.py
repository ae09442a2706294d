"""How columns share a width: what is held before air, and no more than there is as long as all have their least."""

import pytest

from shopdesk.ui.tables.column_room import AIR, LEAST, Wish, share_out

GOODS = Wish(planned=220, title=50, held=400, rest=True)
FLAGS = Wish(planned=88, title=40, held=40)
CITY = Wish(planned=88, title=50, held=110)
NUMBER = Wish(planned=64, title=30, held=60, fixed=70)


@pytest.mark.parametrize("room", [400, 500, 620, 800, 1400])
def test_the_room_is_shared_out_to_the_last_pixel(room):
    assert sum(share_out([GOODS, FLAGS, CITY, NUMBER], room)) == room


def test_columns_that_hold_nothing_give_way_first_and_names_are_seen_before_air():
    assert share_out([GOODS, FLAGS, CITY, NUMBER], 352) == [154, 40, 88, 70]
    assert share_out([GOODS, FLAGS, CITY, NUMBER], 374) == [154, 40, 110, 70]
    assert share_out([GOODS, FLAGS, CITY, NUMBER], 440) == [220, 40, 110, 70]
    assert share_out([GOODS, FLAGS, CITY, NUMBER], 620) == [400, 40, 110, 70]
    assert share_out([GOODS, FLAGS, CITY, NUMBER], 668) == [400, 88, 110, 70]


def test_a_column_that_is_used_keeps_its_plan_for_the_rows_further_down():
    code = Wish(planned=110, title=40, held=90)
    assert share_out([GOODS, FLAGS, code], 220 + 40 + 110) == [220, 40, 110]


def test_a_wide_window_gives_air_to_all_but_what_a_person_has_set():
    goods, flags, city, number = share_out([GOODS, FLAGS, CITY, NUMBER], 1400)
    assert (flags, city, number) == (int(88 * (1 + AIR)), 110 + int(88 * AIR), 70) and goods > 1000


def test_where_too_little_is_left_each_keeps_its_least():
    assert share_out([GOODS, FLAGS, CITY, NUMBER], 100) == [LEAST, 40, 88, 70]
    assert share_out([], 100) == []
