"""At handover every scan has one answer and every parcel is either ticked or missing."""

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.handover import Waiting, compare_scans, judge_scan, repeated


def parcel(order: str, waybill: str = "", courier: str = "zto", stop: str = "") -> Waiting:
    return Waiting((order,), waybill, courier, "浙江省 杭州市", 1, None, None, stop)


PARCELS = st.lists(st.integers(1, 20), unique=True, max_size=8).map(
    lambda found: [parcel(f"SD-{n}", f"ZT{n}" if n % 3 else "") for n in found]
)
CODES = st.lists(st.integers(1, 25).flatmap(lambda n: st.sampled_from([f"SD-{n}", f"ZT{n}"])), max_size=20)


@given(PARCELS, CODES)
def test_every_parcel_is_ticked_or_missing_and_every_code_has_its_place(expected, codes):
    seen = compare_scans(expected, codes)
    numbers = [one.orders[0] for one in expected]
    assert sorted((*seen.ticked, *seen.missing)) == sorted(numbers)
    known = {code for one in expected for code in one.codes}
    assert set(seen.foreign) == set(codes) - known
    assert len(seen.ticked) == len({one.orders[0] for one in expected if set(one.codes) & set(codes)})


@given(PARCELS, CODES)
def test_a_code_scanned_again_ticks_nothing_more(expected, codes):
    once, again = compare_scans(expected, codes), compare_scans(expected, codes + codes)
    assert (once.ticked, once.missing, once.foreign) == (again.ticked, again.missing, again.foreign)
    assert set(again.twice) >= {code for code in codes if code not in once.foreign}


def test_what_must_stay_is_said_before_with_whom_it_goes():
    assert judge_scan(parcel("A", stop="held"), "sf", "packed", ()) == "stopped"
    assert judge_scan(parcel("A"), "sf", "packed", ()) == "foreign"
    assert judge_scan(parcel("A"), "zto", "packed", ()) == "ok"
    assert judge_scan(parcel("A"), "zto", "packed", ("A",)) == "twice"
    assert [judge_scan(None, "zto", state, ()) for state in ("shipped", "delivered", "picking", "")] == [
        "gone", "gone", "unpacked", "unknown",
    ]  # fmt: skip


def test_waybills_on_two_parcels_are_found_and_missing_ones_are_no_waybill():
    assert repeated(["A", "B", "A", "", ""]) == {"A"}
