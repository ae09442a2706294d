from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.db import print_queue, shopfile, waybills
from shopdesk.db.shopfile import writing

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)
AT = "2026-11-13T02:24:00Z"


@pytest.fixture
def add_job(connection):
    """Queue a job without copies and return its number."""

    def add(printer="Zebra", station="bench 1", state="queued"):
        told = {"document": "labels", "layout": "100x150", "actor": "Lin", "reason": "", "start_at": 1, "labels": 1}
        uuid = f"job {connection.execute('SELECT count(*) FROM print_jobs').fetchone()[0]}"
        return print_queue.add_job(connection, uuid=uuid, printer=printer, station=station, state=state, at=NOW, **told)

    return add


def test_copies_are_counted_by_order_and_document(connection, add_order, add_job):
    first, second, job = add_order(), add_order(), add_job()

    def note(uuid, document, order):
        copy = waybills.next_copy(connection, document, order)
        row = (uuid, document, order, copy, "", "100x150", "", AT, "", job, 1, "queued")
        print_queue.add_copies(connection, [row])
        return copy

    assert [note("1", "labels", first), note("2", "labels", first), note("3", "labels", second)] == [1, 2, 1]
    assert note("4", "packing-slips", first) == 1
    assert print_queue.states_before(connection, "labels", [first, second]) == {
        first: ["queued", "queued"],
        second: ["queued"],
    }


def test_two_programs_never_take_one_job(connection, file, add_job):
    number, other = add_job(), shopfile.open_file(file)
    with writing(connection):
        assert print_queue.claim_job(connection, number, "mine", NOW)
    with writing(other):
        assert not print_queue.claim_job(other, number, "theirs", NOW)
    assert print_queue.holds_claim(other, number, "mine") and not print_queue.holds_claim(other, number, "theirs")
    other.close()


def test_a_printer_takes_its_jobs_one_after_the_other(connection, add_job):
    first, second, elsewhere = add_job(), add_job(), add_job("Laser")
    assert print_queue.next_job(connection, None, NOW) == first
    print_queue.claim_job(connection, first, "one", NOW)
    assert print_queue.next_job(connection, None, NOW) == elsewhere, "the first one is still on its way"
    print_queue.change_job(connection, first, handed_at=NOW)
    assert print_queue.next_job(connection, None, NOW) == second


def test_a_job_whose_program_died_holds_the_next_one_up_for_minutes_only(connection, add_job):
    died, second = add_job(), add_job()
    print_queue.claim_job(connection, died, "one", NOW)
    assert print_queue.next_job(connection, None, NOW + timedelta(minutes=9)) is None
    assert print_queue.next_job(connection, None, NOW + timedelta(minutes=11)) == second


def test_a_printer_that_was_gone_is_looked_for_now_and_then_and_others_work_on(connection, add_job):
    waits, behind, elsewhere = add_job(), add_job(), add_job("Laser")
    print_queue.change_job(connection, waits, tried_at=NOW, error="printer-gone")
    assert print_queue.next_job(connection, None, NOW) == elsewhere
    print_queue.claim_job(connection, elsewhere, "one", NOW)
    assert print_queue.next_job(connection, None, NOW) is None, f"{behind} waits behind {waits}"
    assert print_queue.next_job(connection, None, NOW + timedelta(seconds=30)) == waits
    assert print_queue.wake_printers(connection, "Zebra") == 1
    assert print_queue.next_job(connection, None, NOW) == waits


def test_a_station_sends_its_own_jobs_alone_and_nobody_sends_a_file(connection, add_job):
    add_job("file", state="queued")
    number = add_job(station="bench 2")
    assert print_queue.next_job(connection, "bench 1", NOW) is None
    assert print_queue.next_job(connection, "bench 2", NOW) == print_queue.next_job(connection, None, NOW) == number
