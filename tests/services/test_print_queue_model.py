"""Any day at any printer: paper jams, printers vanish, programs die; no label twice unasked, none lost."""

import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import ListingRecord
from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.print_queue import RUNNING
from shopdesk.services import print_queue as queue
from shopdesk.services.imports.listings import ListingImport
from shopdesk.services.orders import add_order, confirm_order, each_order, list_orders
from shopdesk.services.shop import create_shop

HOME = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", street="样板路1号")
REFUSALS = {"print-reason-missing", "print-job-state", "print-superseded", "print-pages-gone"}
ERRORS = ("printer-gone", "printer-failed", "printer-refused", "paper-too-small")
at = st.integers(0, 30)
printers = st.sampled_from(["Zebra", "Laser"])
reasons = st.sampled_from(["", "jam"])
# How far a printer gets (past the end is all of it), and what it says then: "" is well, "killed" is no word at all.
ways = st.tuples(st.integers(0, 5), st.sampled_from(["", "", "killed", *ERRORS]))


class Queue(RuleBasedStateMachine):
    """The queue beside the paper that has really come out; people tell what they see, programs what they know."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)
        self.shop = create_shop(Path(self.folder.name) / "shop", now=lambda: self.clock)
        self.shop.connection.execute("PRAGMA synchronous = OFF")
        with self.shop.writing():
            ListingImport(self.shop, None, "").take(
                [ListingRecord(1, Listing("BOX", "BOX", (Variant("BOX"),)), {"BOX": 9})]
            )
        self.orders = [add_order(self.shop, [("BOX", 1)], HOME, paid=True).number for _ in range(4)]
        each_order(self.shop, self.orders, confirm_order)
        self.paper: Counter[str] = Counter()  # by the copy's own id
        self.on_the_way: list[queue.Claim] = []

    def teardown(self):
        self.shop.close()
        self.folder.cleanup()

    def job(self, at: int):
        """Return a job whose fate a person may decide: not one that is on its way just now."""
        busy = {claim.job.number for claim in self.on_the_way}
        jobs = [job for job in queue.list_jobs(self.shop) if job.number not in busy]
        return jobs[at % len(jobs)] if jobs else None

    def came_out(self, number: int) -> int:
        return sum(bool(self.paper[copy.uuid]) for copy in queue.list_copies(self.shop, number))

    def attempt(self, act, *arguments, **named):
        try:
            return act(self.shop, *arguments, **named)
        except ShopError as error:
            assert error.code in REFUSALS, error
        return None

    @rule(chosen=st.lists(at, min_size=1, max_size=4), printer=printers, reason=reasons)
    def put(self, chosen, printer, reason):
        numbers = list(dict.fromkeys(self.orders[at % len(self.orders)] for at in chosen))
        before = {copy.order for copy in self.copies() if copy.state in (*RUNNING, "confirmed")}
        made = self.attempt(queue.queue_document, "labels", numbers, printer=printer, reason=reason)
        assert (made is None) == (not reason and bool(before & set(numbers)))

    @rule()
    def take(self):
        if claim := queue.claim_next(self.shop):
            assert claim.job.number not in {other.job.number for other in self.on_the_way}
            self.on_the_way.append(claim)

    @rule(at=at, way=ways)
    def print(self, at, way):
        if not self.on_the_way:
            self.take()
        if not self.on_the_way:
            return
        claim = self.on_the_way.pop(at % len(self.on_the_way))
        far, error = way
        copies = queue.list_copies(self.shop, claim.job.number)
        if error in ("printer-refused", "paper-too-small"):
            far = 0
        far = len(copies) if not error else min(far, len(copies))
        self.paper.update(copy.uuid for copy in copies[:far])
        if error != "killed":
            queue.settle(self.shop, claim, ShopError(error, printer="") if error else None, far if error else 0)

    @rule(at=at)
    def look_at_the_paper(self, at):
        if job := self.job(at):
            self.attempt(queue.confirm_job, job.number, self.came_out(job.number))

    @rule(at=at, printer=st.sampled_from(["", "Laser"]))
    def retry(self, at, printer):
        if job := self.job(at):
            self.attempt(queue.retry_job, job.number, printer=printer)

    @rule(at=at, verb=st.sampled_from([queue.cancel_job, queue.bring_back_job, queue.take_word_back]))
    def change_one_s_mind(self, at, verb):
        if job := self.job(at):
            self.attempt(verb, job.number)

    @rule(at=at, reason=st.just("jam"))
    def print_the_rest_again(self, at, reason):
        job = self.job(at)
        if job and (out := self.came_out(job.number)) < job.labels:
            self.attempt(queue.reprint_from, job.number, out + 1, reason)

    @rule(minutes=st.sampled_from([1, 11]))
    def wait(self, minutes):
        self.clock += timedelta(minutes=minutes)

    def copies(self):
        return [copy for job in queue.list_jobs(self.shop) for copy in queue.list_copies(self.shop, job.number)]

    @invariant()
    def no_copy_is_on_paper_twice(self):
        assert set(self.paper.values()) <= {1}

    @invariant()
    def one_more_copy_has_a_reason_and_a_number_of_its_own(self):
        copies = self.copies()
        numbers = Counter((copy.order, copy.copy) for copy in copies)
        assert set(numbers.values()) <= {1} and len({copy.uuid for copy in copies}) == len(copies)
        sheets = Counter(copy.order for copy in copies if self.paper[copy.uuid] and not copy.reason)
        assert set(sheets.values()) <= {1}, "two labels of one parcel, and nobody has said why"

    @invariant()
    def no_copy_is_lost(self):
        for job in queue.list_jobs(self.shop):
            copies = queue.list_copies(self.shop, job.number)
            assert [copy.place for copy in copies] == list(range(1, job.labels + 1))
            out = ["confirmed"] * job.printed + ["failed"] * (job.labels - job.printed)
            assert [copy.state for copy in copies] == (out if job.state == "confirmed" else [job.state] * job.labels)
            if job.state == "confirmed":
                assert job.printed == self.came_out(job.number)
            if job.state in ("queued", "failed"):
                assert self.came_out(job.number) == 0

    @invariant()
    def what_waits_for_a_print_is_neither_printed_nor_being_printed(self):
        held = {copy.order for copy in self.copies() if copy.state in (*RUNNING, "confirmed")}
        done = {copy.order for copy in self.copies() if copy.state == "confirmed"}
        assert {order.number for order in list_orders(self.shop, view="to-print")} == set(self.orders) - held
        assert {order.number for order in list_orders(self.shop, view="printed")} == done


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
