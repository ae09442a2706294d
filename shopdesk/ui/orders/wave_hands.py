"""What hands do to a wave before it is picked, each with its way back: sort, take out, put in, move on."""

from collections.abc import Callable, Sequence

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.shop import Shop
from shopdesk.services.wave_orders import Arranged, add_to_wave, arrange_orders, reorder_wave, take_out_of_wave
from shopdesk.ui.context import Context
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error

CHANGES = {"orders", "waves"}
Say = Callable[[str], object]


class WaveHands:
    """Arranges waves; `say` is told what was refused and why."""

    def __init__(self, context: Context, say: Say) -> None:
        self._context, self._say = context, say

    def sort(self, wave: str, orders: Sequence[str]) -> None:
        """Let a wave's orders stand in this sequence."""
        words = _("{wave}: orders in another sequence").format(wave=wave)
        self._arrange(words, lambda shop: reorder_wave(shop, wave, orders))

    def take_out(self, wave: str, orders: Sequence[str]) -> None:
        """Let orders leave a wave and wait again."""
        words = ngettext("{count} order taken out of {wave}", "{count} orders taken out of {wave}", len(orders))
        told = words.format(count=len(orders), wave=wave)
        self._arrange(told, lambda shop: take_out_of_wave(shop, wave, orders))

    def put_in(self, wave: str, orders: Sequence[str], done: Callable[[], object] | None = None) -> None:
        """Put orders into a wave, out of another one too."""
        words = ngettext("{count} order put into {wave}", "{count} orders put into {wave}", len(orders))
        told = words.format(count=len(orders), wave=wave)
        self._arrange(told, lambda shop: add_to_wave(shop, wave, orders, move=True), done)

    def _arrange(self, words: str, verb: Callable[[Shop], Arranged], done: Callable[[], object] | None = None) -> None:
        def finish(arranged: Arranged) -> None:
            if arranged.after:
                self._context.note(
                    Change(
                        words,
                        lambda shop, _job: arrange_orders(shop, arranged.before),
                        lambda shop, _job: arrange_orders(shop, arranged.after),
                    )
                )
            if arranged.refused:
                self._say("\n".join(f"{one.order}: {word_error(one.error)}" for one in arranged.refused))
            if done is not None:
                done()

        def refuse(error: ShopError) -> None:
            self._say(word_error(error))

        def arrange(shop: Shop, _job: Job) -> Arranged:
            return verb(shop)

        self._context.write(words, arrange, changes=CHANGES, done=finish, refused=refuse)
