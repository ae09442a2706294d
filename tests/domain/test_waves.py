"""Waves: no position twice, no order twice, parcels whole, and the rule that was asked for."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.waves import (
    KINDS,
    MOST_POSITIONS,
    SORTS,
    Candidate,
    Share,
    WaveLine,
    cart_name,
    choose_orders,
    share_pieces,
)

NOON = datetime(2026, 11, 13, 4, tzinfo=UTC)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.integers(1, 99).map("SD-{:06}".format),
        st.sampled_from(["", "G1", "G2"]),
        st.lists(st.sampled_from(["BOX", "LID", "CUP"]), min_size=1, max_size=3).map(tuple),
        st.integers(1, 4),
        st.frozensets(st.sampled_from("ABC"), max_size=2),
        st.sampled_from(["", "sf", "zto"]),
        st.one_of(st.none(), st.integers(0, 48).map(lambda hours: NOON + timedelta(hours=hours))),
    ),
    unique_by=lambda candidate: candidate.order,
    max_size=20,
).map(lambda found: [one if one.parcel else alone(one) for one in found])


def alone(one: Candidate) -> Candidate:
    return Candidate(one.order, one.order, one.skus, one.pieces, one.shelves, one.courier, one.leave_by)


def make(order: str, *, skus=("BOX",), pieces=1, shelves="A", courier="zto", hours=24, parcel="") -> Candidate:
    shelf = frozenset(shelves)
    return Candidate(order, parcel or order, skus, pieces, shelf, courier, NOON + timedelta(hours=hours))


def chosen(waiting, **how) -> list[str]:
    return [place.order for place in choose_orders(waiting, **({"sort": "urgent", "positions": 6} | how))]


@given(CANDIDATES, st.sampled_from(SORTS), st.sampled_from(KINDS), st.integers(1, 12))
def test_no_order_is_taken_twice_and_no_position_holds_two_parcels(waiting, sort, kind, positions):
    parcel_of = {candidate.order: candidate.parcel for candidate in waiting}
    places = choose_orders(waiting, sort=sort, positions=positions, kind=kind)
    assert len({place.order for place in places}) == len(places)
    held: dict[str, set[str]] = {}
    for place in places:
        held.setdefault(place.cart, set()).add(parcel_of[place.order])
    assert len(held) <= positions and all(len(parcels) == 1 for parcels in held.values())
    assert list(held) == [cart_name(at) for at in range(len(held))]


@given(CANDIDATES, st.sampled_from(SORTS))
def test_the_orders_of_one_parcel_go_together_or_not_at_all(waiting, sort):
    taken = set(chosen(waiting, sort=sort, positions=2))
    for candidate in waiting:
        others = {one.order for one in waiting if one.parcel == candidate.parcel}
        assert others <= taken or not others & taken


@given(CANDIDATES)
def test_room_for_all_takes_all_and_the_order_of_the_queue_means_nothing(waiting):
    for sort in SORTS:
        places = choose_orders(waiting, sort=sort, positions=MOST_POSITIONS)
        assert {place.order for place in places} == {one.order for one in waiting}


def test_the_most_urgent_go_first_and_the_rest_waits():
    waiting = [make("C", hours=30), make("A", hours=2), make("B", hours=9)]
    assert chosen(waiting, positions=2) == ["A", "B"]


def test_parcels_of_one_piece_go_first_and_alike_ones_together():
    waiting = [
        make("A", skus=("LID",), hours=1), make("B", pieces=3, hours=2), make("C", skus=("BOX",), hours=3),
        make("D", skus=("LID",), hours=4),
    ]  # fmt: skip
    assert chosen(waiting, sort="single") == ["C", "A", "D", "B"]
    assert chosen(waiting, kind="single") == ["A", "C", "D"]
    assert chosen(waiting, kind="several") == ["B"]


def test_what_lies_near_the_most_urgent_goes_with_it():
    waiting = [make("A", shelves="AB", hours=1), make("B", shelves="C", hours=2), make("C", shelves="B", hours=9)]
    assert chosen(waiting, sort="shelf", positions=2) == ["A", "C"]
    assert chosen(waiting, shelf="C") == ["B"]


def test_one_courier_after_the_other_the_most_urgent_first():
    waiting = [make("A", courier="zto", hours=1), make("B", courier="sf", hours=2), make("C", courier="zto", hours=9)]
    assert chosen(waiting, sort="courier") == ["A", "C", "B"]
    assert chosen(waiting, courier="sf") == ["B"]


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans()), max_size=6), st.integers(0, 60))
def test_found_pieces_fill_the_positions_one_after_the_other(wants, found):
    shares = tuple(Share(f"SD-{at}", cart_name(at), n, stopped=stopped) for at, (n, stopped) in enumerate(wants))
    line = WaveLine("BOX", "BOX", "盒", "", "A-1", "", shares)
    given_out = share_pieces(line, found)
    assert sum(given_out.values()) == min(found, line.open)
    part = [share for share in shares if not share.stopped and given_out.get(share.order, 0) < share.wanted]
    assert all(share.order not in given_out for share in part[1:])
