"""The accounts of all SKUs: which movement brings and takes how much value, and by which way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from operator import attrgetter

from shopdesk.domain.money import split
from shopdesk.domain.moving_average import Book
from shopdesk.domain.stock import Movement

BOUGHT = frozenset({"receipt", "purchase"})
SOLD = frozenset({"sale", "return"})


@dataclass(frozen=True, slots=True)
class SkuValue:
    """One SKU's pieces and value, and by which ways value came and went; all in minor units.

    value = bought − cost_of_sales + converted + corrected, always. `cost_of_sales` is net of returns and holds
    `settled`: what pieces sold before they came cost more, or less, than was reckoned then. `converted` is what kits
    gave and took, `corrected` sums counts, damage, write-offs and corrections (a loss is below 0). `unpriced` counts
    pieces bought at no known cost; they came in at the average.
    """

    sku: str
    pieces: int
    value: int
    average: Fraction
    bought: int
    cost_of_sales: int
    converted: int
    corrected: int
    settled: int
    sold_pieces: int
    unpriced: int


@dataclass(slots=True)
class Account:
    """A SKU's book with the ways by which its value came and went, as in `SkuValue`."""

    book: Book = field(default_factory=Book)
    bought: int = 0
    cost_of_sales: int = 0
    converted: int = 0
    corrected: int = 0
    settled: int = 0
    sold_pieces: int = 0
    unpriced: int = 0

    def come(self, pieces: int, value: int) -> int:
        """Put pieces in at this value, settle what was owed, and return the value."""
        settled = self.book.put(pieces, value)
        self.settled += settled
        self.cost_of_sales += settled
        return value

    def enter(self, movement: Movement) -> None:
        """Book a movement that is no part of a kit."""
        pieces, cost = movement.quantity, movement.unit_cost
        if pieces < 0:
            change = -self.book.take(-pieces, cost if movement.reason in BOUGHT else None)
        elif cost is None or movement.reason in SOLD:
            change = self.come(pieces, self.book.usual(pieces))
            self.unpriced += pieces if movement.reason in BOUGHT else 0
        else:
            change = self.come(pieces, cost * pieces)
        self._enter(movement.reason, pieces, change)

    def _enter(self, reason: str, pieces: int, change: int) -> None:
        if reason in BOUGHT:
            self.bought += change
        elif reason in SOLD:
            self.cost_of_sales -= change
            self.sold_pieces -= pieces
        else:
            self.corrected += change


class Ledger:
    """The accounts of all SKUs, and what they hold together."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.value = 0
        self.pieces = 0

    def book(self, group: Sequence[Movement]) -> None:
        """Book one movement, or all movements of one kit; a transfer changes nothing."""
        if group[0].reason == "transfer":
            return
        if len(group) == 1 and group[0].reason != "kit":
            self._book_one(group[0])
            return
        accounts = [self._account(movement.sku) for movement in group]
        before = sum(account.book.value for account in {id(each): each for each in accounts}.values())
        self._convert(list(zip(accounts, group, strict=True)))
        after = sum(account.book.value for account in {id(each): each for each in accounts}.values())
        self.value += after - before
        self.pieces += sum(movement.quantity for movement in group)

    def _book_one(self, movement: Movement) -> None:
        account = self._account(movement.sku)
        before = account.book.value
        if movement.quantity:
            account.enter(movement)
        self.value += account.book.value - before
        self.pieces += movement.quantity

    def _account(self, sku: str) -> Account:
        found = self.accounts.get(sku)
        if found is None:
            found = self.accounts[sku] = Account()
        return found

    def _convert(self, moves: Sequence[tuple[Account, Movement]]) -> None:
        """Let what goes out give its value to what comes in, shared by what that usually costs, else by pieces."""
        given = 0
        for account, movement in moves:
            if movement.quantity < 0:
                gone = account.book.take(-movement.quantity)
                account.converted -= gone
                given += gone
        coming = [(account, movement.quantity) for account, movement in moves if movement.quantity > 0]
        usual = [account.book.usual(pieces) for account, pieces in coming]
        if len(coming) == len(moves):  # it comes from nowhere: all that is known is the average
            given = sum(usual)
        weights = usual if all(weight > 0 for weight in usual) else [pieces for _, pieces in coming]
        for (account, pieces), part in zip(coming, split(given, weights), strict=True):
            account.converted += account.come(pieces, part)

    def told(self) -> dict[str, SkuValue]:
        """Return every SKU's value as it stands now."""
        return {sku: _told(sku, account) for sku, account in self.accounts.items()}


def _told(sku: str, account: Account) -> SkuValue:
    return SkuValue(
        sku,
        account.book.pieces,
        account.book.value,
        account.book.average,
        account.bought,
        account.cost_of_sales,
        account.converted,
        account.corrected,
        account.settled,
        account.sold_pieces,
        account.unpriced,
    )


def in_groups(movements: Iterable[Movement]) -> Iterator[list[Movement]]:
    """Return movements in the order of their time, one by one; those of one kit (moment, reference) together."""
    return group_kits(sorted(movements, key=attrgetter("at")))


def group_kits(movements: Iterable[Movement]) -> Iterator[list[Movement]]:
    """Return movements that are in the order of their time already as `in_groups` does, without holding them all."""
    kit: list[Movement] = []
    for movement in movements:
        goes_on = kit and movement.reason == "kit" and _same_kit(kit[0], movement)
        if kit and not goes_on:
            yield kit
            kit = []
        if movement.reason == "kit":
            kit.append(movement)
        else:
            yield [movement]
    if kit:
        yield kit


def _same_kit(one: Movement, other: Movement) -> bool:
    return one.at == other.at and one.reference == other.reference
