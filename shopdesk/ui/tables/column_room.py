"""How the columns of a table share its width: first what they hold is seen, then their planned room, then air."""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 96  # of a column that takes what room is left
ENOUGH = 0.7  # of its planned width it has before others are seen whole
WIDER = 1.6  # of its planned width a column grows for what it holds
USED = 0.6  # of its planned width a column holds whose rows further down may hold a little more
AIR = 0.5  # of its planned width a column grows where there is room for everything


@dataclass(frozen=True, slots=True)
class Wish:
    """What a column asks for in pixels: its planned width, what its title needs, what shows all it holds (0: nothing).

    `rest` takes what room is left; `fixed` is the width a person has given it.
    """

    planned: int
    title: int
    held: int = 0
    rest: bool = False
    fixed: int = 0

    @property
    def least(self) -> int:
        """The width it never goes below; where even that is not there the table scrolls."""
        if self.rest or self.fixed:
            return self.fixed or min(self.planned, LEAST)
        return max(self.title, min(self.planned, self.held or self.planned))


def share_out(wishes: Sequence[Wish], room: int) -> list[int]:
    """Return each column's width within `room`; more than that in sum where the room is too little."""
    widths = [wish.least for wish in wishes]
    left = room - sum(widths)
    free = [at for at, wish in enumerate(wishes) if not wish.fixed]
    rest, others = [at for at in free if wishes[at].rest], [at for at in free if not wishes[at].rest]
    for goals in (
        {at: int(wishes[at].planned * ENOUGH) for at in rest},
        {at: min(wishes[at].held, int(wishes[at].planned * WIDER)) for at in others},
        {at: wishes[at].planned for at in rest},
        {at: wishes[at].planned for at in others if wishes[at].held > wishes[at].planned * USED},
        {at: max(wishes[at].planned, wishes[at].held) for at in rest},
        {at: wishes[at].planned for at in others},
    ):
        left -= _raise(widths, goals, left)
    if rest:
        left -= _raise(widths, {at: widths[at] + int(wishes[at].planned * AIR) for at in others}, left // 2)
        for place, at in enumerate(rest):
            share = max(left, 0) // (len(rest) - place)
            widths[at] += share
            left -= share
    return widths


def _raise(widths: list[int], goals: dict[int, int], room: int) -> int:
    """Widen columns to their goals, those that lack least first where the room is too little; return what it took."""
    lacking = sorted((goal - widths[at], at) for at, goal in goals.items() if goal > widths[at])
    left = max(room, 0)
    for place, (lack, at) in enumerate(lacking):
        more = min(lack, left // (len(lacking) - place))
        widths[at] += more
        left -= more
    return max(room, 0) - left
