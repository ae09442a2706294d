"""Whatever is changed in what the bench has kept, the last link of the chain is another one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.evidence import ScanFact, chain, seal_of

FACTS = st.lists(
    st.builds(
        ScanFact,
        st.sampled_from(["2026-11-13T02:24:00Z", "2026-11-13T02:24:01Z"]),
        st.text(max_size=4), st.text(max_size=4), st.text(max_size=8), st.sampled_from(["ok", "wrong"]),
        st.text(max_size=4), st.integers(-1, 1),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@given(FACTS, st.data())
def test_a_changed_scan_changes_its_link_and_all_that_follow(facts, data):
    at = data.draw(st.integers(0, len(facts) - 1))
    changed = [*facts]
    changed[at] = replace(facts[at], code=facts[at].code + "1")
    before, after = chain(facts), chain(changed)
    assert before[:at] == after[:at]
    assert all(one != other for one, other in zip(before[at:], after[at:], strict=True))


@given(FACTS)
def test_a_scan_left_out_or_moved_shows(facts):
    assert seal_of(facts, "SD-1") != seal_of(facts[:-1], "SD-1")
    if len(facts) > 1 and facts[0] != facts[1]:
        assert seal_of([facts[1], facts[0], *facts[2:]], "SD-1") != seal_of(facts, "SD-1")


@given(FACTS)
def test_a_seal_belongs_to_one_order(facts):
    assert seal_of(facts, "SD-1") != seal_of(facts, "SD-2")
    assert seal_of(facts, "SD-1") == seal_of(list(facts), "SD-1")


def test_fields_that_run_together_are_told_apart():
    fact = ScanFact("t", "ab", "c", "", "ok", "", 1)
    assert chain([fact]) != chain([replace(fact, actor="a", station="bc")])


def test_the_chain_is_what_the_paper_says_it_is():
    (link,) = chain([ScanFact("2026-11-13T02:24:00Z", "小林", "bench-1", "BOX", "ok", "BOX", 1)])
    assert link == "16138d59c77336731380d2e8da861cd9df84f8bb9cc82d009fb4f6a08326792a"
