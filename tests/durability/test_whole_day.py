"""Every service that writes has its turn in the whole day: killed between two of its transactions and done again."""

import ast
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from shopdesk.db import audit_log, checks, shopfile
from shopdesk.domain.errors import ShopError
from shopdesk.services.shop import Shop, open_shop
from shopdesk.services.stock import audit_stock
from tests.durability import whole_day
from tests.durability.day import NOW, contents

SERVICES = Path(__file__).parents[2] / "shopdesk" / "services"
# What writes and has no turn in the day, each with its reason.
NO_TURN = {
    "sample.create_sample_shop": "it makes a shop of its own",
    "shop.Shop._written": "it is the door that all the others go through",
}


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Doors:
    """Sees who opens a transaction; ends the process after the transaction that was named."""

    opened: set[str] = field(default_factory=set)
    done: int = 0
    last: int = 0

    def run(self, verb: whole_day.Verb, shop: Shop, last: int = 0) -> int:
        """Let a verb run, to its end or to the end of one of its transactions; return how many there were."""
        self.done, self.last = 0, last
        try:
            verb(shop)
        finally:
            self.last = 0
        return self.done


@pytest.fixture(scope="module")
def doors() -> Iterator[Doors]:
    """Every transaction passes here."""
    seen, enter, write = Doors(), Shop.writing, shopfile.writing

    def writing(self: Shop):
        frame = sys._getframe(1)
        module = str(frame.f_globals["__name__"])
        if module.startswith("shopdesk.services."):
            seen.opened.add(f"{module.removeprefix('shopdesk.services.')}.{frame.f_code.co_qualname}")
        return enter(self)

    @contextmanager
    def whole(connection):
        outermost = not connection.in_transaction
        changes = _changes(connection)
        with write(connection):
            yield
        if outermost and _changes(connection) != changes:
            seen.done += 1
            if seen.done == seen.last:
                raise Killed

    patch = pytest.MonkeyPatch()
    patch.setattr(Shop, "writing", writing)
    patch.setattr(shopfile, "writing", whole)
    yield seen
    patch.undo()


def _changes(connection) -> int:
    return connection.execute("SELECT total_changes()").fetchone()[0]


def judge(shop: Shop) -> str:
    """Say what is wrong with a shop, in a word."""
    if checks.integrity(shop.connection):
        return "corrupt"
    if not audit_stock(shop).ok:
        return "the ledger is wrong"
    return "the log is broken" if audit_log.broken_links(shop.connection) else ""


def again(verb: whole_day.Verb, shop: Shop) -> None:
    """Do a verb of which nobody knows whether it was done; one that was may refuse."""
    try:
        verb(shop)
    except ShopError:
        assert not shop.connection.in_transaction


def killed_between(doors: Doors, verb: whole_day.Verb, before: Path, folder: Path, last: int, after: str) -> str:
    """Kill a verb behind one of its transactions and do it again; say what is wrong."""
    shutil.copytree(before, folder)
    shop = open_shop(folder, now=lambda: NOW)
    with pytest.raises(Killed):
        doors.run(verb, shop, last)
    shop.close()
    shop = open_shop(folder, now=lambda: NOW)
    wrong = judge(shop)
    if not getattr(verb, "looked_at", False):
        again(verb, shop)
        wrong = wrong or judge(shop) or ("not the same when done again" if contents(shop.connection) != after else "")
    shop.close()
    shutil.rmtree(folder)
    return wrong


@pytest.mark.timeout(600)
def test_no_verb_is_torn_between_two_transactions_or_doubled_when_done_again(doors, tmp_path):
    shop = whole_day.make_shop(tmp_path / "shop")
    before, wrong = tmp_path / "before", []
    for verb in whole_day.verbs():
        in_steps = getattr(verb, "in_steps", False)
        if in_steps:
            shutil.rmtree(before, ignore_errors=True)
            shutil.copytree(shop.folder, before)
        count = doors.run(verb, shop)
        after = contents(shop.connection)
        found = ["in several transactions" if count > 1 and not in_steps else ""]
        if not getattr(verb, "looked_at", False):
            again(verb, shop)
            found.append("doubled" if contents(shop.connection) != after else "")
        if in_steps:
            found += [killed_between(doors, verb, before, tmp_path / "killed", at, after) for at in range(1, count)]
        wrong += [f"{whole_day.place_of(verb)}: {told}" for told in found if told]
    wrong += filter(None, [judge(shop)])
    shop.close()
    assert wrong == []


def test_every_service_that_writes_has_its_turn_in_the_day(doors, tmp_path):
    if not doors.opened:
        shop = whole_day.make_shop(tmp_path / "shop")
        for verb in whole_day.verbs():
            verb(shop)
        shop.close()
    written = {name for path in SERVICES.rglob("*.py") for name in _writing(path)}
    assert len(written) > 200
    assert written - doors.opened - NO_TURN.keys() == set(), "give them a verb in tests/durability/whole_day"
    assert NO_TURN.keys() & doors.opened == set() and NO_TURN.keys() <= written


def _writing(path: Path) -> Iterator[str]:
    """Yield the names of the functions of a module that open a transaction."""
    module = ".".join(path.relative_to(SERVICES).with_suffix("").parts).removesuffix(".__init__")

    def inside(node: ast.AST, names: tuple[str, ...]) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            named = isinstance(child, ast.FunctionDef | ast.ClassDef)
            if isinstance(child, ast.Attribute) and child.attr == "writing":
                yield ".".join((module, *names))
            yield from inside(child, (*names, child.name) if named else names)

    return inside(ast.parse(path.read_text("utf-8")), ())
