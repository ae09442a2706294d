from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.stock import Movement
from shopdesk.domain.stock_value import margins, report, value_by_day, value_movements

START = datetime(2026, 11, 1, 8, tzinfo=UTC)
SHANGHAI = timezone(timedelta(hours=8))


def moves(*rows, sku="BOX"):
    """Make movements an hour apart of (quantity, reason) or (quantity, reason, unit cost)."""
    return [
        Movement(str(at), START + timedelta(hours=at), sku, row[0], row[1], "office", unit_cost=(*row, None)[2])
        for at, row in enumerate(rows)
    ]


def told(*rows):
    return value_movements(moves(*rows))["BOX"]


def test_the_average_moves_with_receipts_alone():
    """10 at 100 and 10 at 200 are 3000; 5 go at 150."""
    box = told((10, "receipt", 100), (10, "purchase", 200), (-5, "sale"))
    assert (box.pieces, box.value, box.average, box.bought, box.cost_of_sales) == (15, 2250, 150, 3000, 750)


def test_what_is_rounded_stays_in_the_book():
    """3 for 100: 33, then half of 67 is 33.5 and goes to the even 34, and the last takes the 33 that are left."""
    left = [told((2, "receipt", 50), (1, "receipt", 0), *[(-1, "sale")] * sold).value for sold in range(4)]
    assert left == [100, 67, 33, 0]


def test_a_return_comes_back_at_the_average():
    box = told((4, "receipt", 100), (-2, "sale"), (6, "receipt", 200), (1, "return", 999))
    assert box.cost_of_sales == 200 - 175 and box.value == 1400 + 175 and box.sold_pieces == 1


def test_a_return_into_an_empty_shop_comes_at_the_last_known_cost():
    box = told((2, "receipt", 150), (-2, "sale"), (1, "return"))
    assert (box.pieces, box.value, box.cost_of_sales, box.average) == (1, 150, 150, 150)


def test_what_is_sold_before_it_came_is_settled_when_it_comes():
    """2 at 100 lie, 5 go: 500. Then 10 at 120 come: 3 owed at 300 cost 360, 60 more; 7 are left at 120."""
    owed = told((2, "receipt", 100), (-5, "sale"))
    assert (owed.pieces, owed.value, owed.cost_of_sales) == (-3, -300, 500)
    box = told((2, "receipt", 100), (-5, "sale"), (10, "receipt", 120))
    assert (box.pieces, box.value, box.cost_of_sales, box.settled) == (7, 840, 560, 60)
    part = told((2, "receipt", 100), (-5, "sale"), (1, "receipt", 120))
    assert (part.pieces, part.value, part.settled, part.average) == (-2, -200, 20, 120)


def test_what_was_never_bought_costs_nothing_until_it_is():
    box = told((-2, "sale"), (5, "receipt", 40))
    assert (box.value, box.cost_of_sales, box.settled) == (120, 80, 80)


def test_counts_and_damage_are_a_way_of_their_own():
    box = told((10, "receipt", 100), (-2, "damage"), (-1, "count"), (3, "count"))
    assert (box.pieces, box.value, box.corrected, box.cost_of_sales) == (10, 1000, 0, 0)


def test_a_receipt_without_a_cost_comes_at_the_average_and_is_told():
    box = told((4, "receipt", 100), (2, "receipt"))
    assert (box.value, box.unpriced, box.average) == (600, 2, 100)
    assert told((4, "receipt")).unpriced == 4


def test_a_receipt_taken_back_goes_at_its_own_cost():
    box = told((10, "receipt", 100), (10, "receipt", 300), (-10, "receipt", 300))
    assert (box.pieces, box.value, box.bought) == (10, 1000, 1000)


def test_a_transfer_changes_nothing():
    rows = [(10, "receipt", 100), (-4, "transfer"), (4, "transfer"), (-1, "sale")]
    assert told(*rows) == told(rows[0], rows[3])


def kit(at, **pieces):
    when = START + timedelta(days=at)
    return [Movement(f"{at}{sku}", when, sku, n, "kit", "office", f"KT-{at}") for sku, n in pieces.items()]


def test_a_kit_takes_the_value_of_its_parts_and_gives_it_back():
    parts = [*moves((10, "receipt", 100), sku="CUP"), *moves((10, "receipt", 33), sku="LID")]
    built = value_movements([*parts, *kit(1, CUP=-6, LID=-3, SET=3)])
    assert (built["SET"].value, built["CUP"].value, built["LID"].value) == (699, 400, 231)
    broken = value_movements([*parts, *kit(1, CUP=-6, LID=-3, SET=3), *kit(2, CUP=2, LID=1, SET=-1)])
    assert (broken["SET"].value, broken["CUP"].value, broken["LID"].value) == (466, 600, 264)
    assert sum(each.converted for each in broken.values()) == 0


def test_the_value_of_each_day_ends_with_the_day_where_the_shop_is():
    late = datetime(2026, 11, 1, 17, tzinfo=UTC)  # 2 November in Shanghai
    ledger = [
        Movement("1", late - timedelta(hours=5), "BOX", 10, "receipt", "office", unit_cost=100),
        Movement("2", late, "BOX", -4, "sale", "office"),
        Movement("3", late + timedelta(days=2), "CUP", 1, "receipt", "office", unit_cost=7),
    ]
    days = value_by_day(ledger, date(2026, 10, 31), date(2026, 11, 5), SHANGHAI)
    assert [(d.day.day, d.value, d.pieces) for d in days] == [
        (31, 0, 0), (1, 1000, 10), (2, 600, 6), (3, 600, 6), (4, 607, 7), (5, 607, 7),
    ]  # fmt: skip
    assert [d.value for d in value_by_day(ledger, date(2026, 11, 1), date(2026, 11, 1))] == [600]
    assert value_by_day([], date(2026, 11, 1), date(2026, 11, 1))[0].value == 0


def test_a_margin_is_of_its_span_at_the_average_of_all_before():
    ledger = [
        *moves((10, "receipt", 100), (-2, "sale")),
        Movement("x", START + timedelta(days=5), "BOX", -3, "sale", "office"),
    ]
    box = margins(ledger, {"BOX": 600, "GIFT": 50}, date(2026, 11, 5), date(2026, 11, 9))
    assert (box["BOX"].pieces, box["BOX"].cost, box["BOX"].profit, box["BOX"].share) == (3, 300, 300, 0.5)
    assert (box["GIFT"].cost, box["GIFT"].profit) == (0, 50)
    before = margins(ledger, {}, date(2026, 10, 1), date(2026, 10, 2))
    assert all(each.cost == 0 and each.share is None for each in before.values())
    assert margins(ledger, {}, date(2026, 12, 1), date(2026, 12, 2))["BOX"].cost == 0
    assert margins(ledger, {}, date(2026, 11, 1), date(2026, 11, 9))["BOX"].cost == 500


steps = st.lists(
    st.tuples(
        st.sampled_from(["BOX", "CUP"]),
        st.integers(-20, 20).filter(bool),
        st.sampled_from(["receipt", "purchase", "sale", "return", "count", "damage", "transfer", "kit"]),
        st.none() | st.integers(0, 10**6),
        st.integers(0, 3),
    ),
    max_size=40,
)


def ledger_of(rows):
    return [
        Movement(str(at), START + timedelta(hours=hours), sku, n, reason, "office", unit_cost=cost)
        for at, (sku, n, reason, cost, hours) in enumerate(rows)
    ]


@given(steps)
def test_nothing_is_lost_and_nothing_made(rows):
    """Value in = value out + value left, exactly; pieces are what the ledger says."""
    movements = ledger_of(rows)
    values = value_movements(movements)
    for sku, each in values.items():
        assert each.value == each.bought - each.cost_of_sales + each.converted + each.corrected
        kept = [m.quantity for m in movements if m.sku == sku and m.reason != "transfer"]
        assert each.pieces == sum(kept)
        assert each.value == 0 if each.pieces == 0 else each.value * each.pieces >= 0
    last = value_by_day(movements, START.date(), START.date())[0]
    assert (last.value, last.pieces) == (sum(v.value for v in values.values()), sum(v.pieces for v in values.values()))


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 5000), st.integers(0, 50)), min_size=1, max_size=20))
def test_the_average_is_the_exact_one_to_within_half_a_unit_a_movement(rows):
    """Against fractions that never round: each outflow adds half a minor unit at the most."""
    movements, pieces, exact, sales = [], 0, Fraction(0), 0
    for bought, cost, wanted in rows:
        sold = min(wanted, pieces + bought)
        movements += [(bought, "receipt", cost), *([(-sold, "sale")] if sold else [])]
        exact += bought * cost
        pieces += bought
        exact -= exact * Fraction(sold, pieces)
        pieces -= sold
        sales += 1
    assert abs(told(*movements).value - exact) <= Fraction(sales, 2)


@given(steps)
def test_the_lowest_and_the_highest_cost_bound_the_average(rows):
    """Where nothing is owed, goods in stock are worth no less than the cheapest and no more than the dearest bought."""
    bought = [(abs(n), "receipt", cost) for _, n, _, cost, _ in rows if cost is not None]
    if bought:
        box = told(*bought)
        assert min(cost for *_, cost in bought) <= box.average <= max(cost for *_, cost in bought)


@given(steps, st.integers(-3, 3), st.integers(0, 3))
def test_one_walk_tells_what_three_tell(rows, before, days):
    """Movements may lie before, in and after the span, and the days are those of the shop's own time zone."""
    movements = sorted(
        (replace(m, at=m.at + timedelta(hours=8 * at)) for at, m in enumerate(ledger_of(rows))), key=lambda m: m.at
    )
    first = START.date() + timedelta(days=before)
    last = first + timedelta(days=days)
    upto = [m for m in movements if m.at.astimezone(SHANGHAI).date() <= last]
    told = report(iter(movements), {"BOX": 500}, first, last, SHANGHAI)
    assert told.days == value_by_day(movements, first, last, SHANGHAI)
    assert told.values == value_movements(upto)
    assert told.margins == margins(movements, {"BOX": 500}, first, last, SHANGHAI)
