"""The switch that lets a SKU be sold below nothing."""

from PySide6.QtWidgets import QCheckBox

from shopdesk.services.stock import allow_negative
from shopdesk.services.stock_table import StockStory
from shopdesk.ui.context import Context
from shopdesk.ui.undo import Change
from shopdesk.words import _


def negative_switch(context: Context, story: StockStory) -> QCheckBox:
    """Return the switch for the SKU of this story; changing it is booked at once and can be taken back."""
    sku = story.level.sku
    made = QCheckBox(_("May go negative"))
    made.setObjectName("mayGoNegative")
    made.setAccessibleName(_("May go negative"))
    made.setToolTip(_("Orders are accepted and goods go out although nothing lies there."))
    made.setChecked(story.may_go_negative)

    def change(allowed: bool) -> None:
        words = _("{sku} may go negative") if allowed else _("{sku} may not go negative")
        told = Change(
            words.format(sku=sku),
            lambda shop, _job: allow_negative(shop, sku, not allowed),
            lambda shop, _job: allow_negative(shop, sku, allowed),
        )
        context.write(
            told.text,
            lambda shop, _job: allow_negative(shop, sku, allowed),
            changes={"stock"},
            done=lambda _result: context.note(told),
        )

    made.clicked.connect(change)
    return made
