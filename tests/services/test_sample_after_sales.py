"""The sample shop takes goods back and answers its buyers: cases and tickets in every state, the same every time."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from shopdesk.services.return_figures import read_figures
from shopdesk.services.returns import list_returns
from shopdesk.services.sample import create_sample_shop
from shopdesk.services.stock import audit_stock
from shopdesk.services.tickets import list_tickets, quality_findings
from shopdesk.services.today import PROMISES, read_today

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """A sample shop with all it has lived through."""
    shop = create_sample_shop(tmp_path_factory.mktemp("after-sales") / "shop", now=lambda: NOW)
    yield shop
    shop.close()


def test_its_cases_stand_in_every_state(lived):
    states = Counter(case.state for case in list_returns(lived))
    assert set(states) == {
        "requested",
        "approved",
        "received",
        "inspected",
        "exchanged",
        "refunded",
        "refused",
        "closed",
    }
    assert states["refunded"] >= 11 and audit_stock(lived).ok
    assert all(case.asked_at < NOW for case in list_returns(lived))


def test_its_tickets_stand_at_every_step_and_teach_something(lived):
    tickets = list_tickets(lived, view="all")
    assert {ticket.step for ticket in tickets} == {"received", "diagnosed", "planned", "carried-out", "confirmed"}
    assert {ticket.channel for ticket in tickets} == {"chat", "email", "phone", "social"}
    assert any(ticket.suggestion for ticket in tickets)
    assert [(one.sku, one.complaints) for one in quality_findings(lived)][:1] == [("QH-VAS-W", 4)]


def test_its_figures_show_something_in_every_part(lived):
    told = read_figures(lived, NOW.date().replace(year=2025), NOW.date())
    assert all(told.rates[what] for what in ("reason", "sku", "channel", "supplier"))
    assert told.rated >= 10 and told.satisfaction and told.written_off and told.refunded["CNY"]
    assert all(told.promises[name].promised for name in told.promises)
    assert any(kept.kept < kept.promised for kept in told.promises.values()), "no shop keeps every promise"


def test_today_shows_its_running_promises(lived):
    kinds = {card.kind for card in read_today(lived).cards}
    assert kinds >= set(PROMISES.values())
