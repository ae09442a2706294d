"""What the prover has found before a promotion goes live; and the festivals ahead with their days of preparation."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.jobs import Job
from shopdesk.domain.money import format_amount
from shopdesk.domain.promotion_prover import BelowFloor, Proof, Stack
from shopdesk.services.goods import goods_called
from shopdesk.services.promotion_effect import ComingFestival, festivals_ahead
from shopdesk.services.promotion_prover import other_currencies, prove_promotion, stock_needed
from shopdesk.services.promotions import find_contradictions, list_promotions, show_promotion
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, column, heading, label, row
from shopdesk.ui.moments import day, span_of_days
from shopdesk.ui.page import Page
from shopdesk.ui.percents import percent
from shopdesk.ui.prices.proof_table import Found, ProofTable
from shopdesk.ui.stock_words import amount_figure
from shopdesk.ui.theme import CAPTION, FILTER_BAR, HEADLINE, SPACE
from shopdesk.words import _, listed, ngettext, spoken
from shopdesk.words.promotions import CONTRADICTION_WORDS, TASK_WORDS, word_money
from shopdesk.words.states import word_channel

SHOWN = 20
STEP_WIDTH = 84
Told = tuple[Proof, list[tuple[str, int, int]]]
Line = Sequence[Found]


class PromotionProofPage(Page):
    """Proves a promotion beside the window and lays the findings out; or shows the calendar."""

    name = "promotion_proof"
    place = "prices"
    concerns = frozenset({"promotions", "prices"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._code = ""
        self._calendar = True
        self._lines = 0
        self._title = label(size=HEADLINE, bold=True)
        self._title.setObjectName("proofTitle")
        back = button("toPromotions", _("Promotions"), self._leave, icon_name="chevron-left", look="quiet")
        self._again = button("proveAgain", _("Prove again"), self.prove, icon_name="refresh-cw", key="F5")
        head = bar("filterBar", FILTER_BAR, back, self._title, None, self._again)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("proofScroll")
        self._scroll.setAccessibleName(_("What was found"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._scroll, 1)
        shortcut = QShortcut(QKeySequence("Esc"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._leave)
        self._show_calendar()

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if wanted.get("calendar"):
            self._show_calendar()
        elif "promotion" in wanted:
            self._code = str(wanted["promotion"])
            self.prove()

    def refresh(self) -> None:  # noqa: D102
        if self._calendar:
            self._show_calendar()

    def rows_shown(self) -> int:  # noqa: D102
        return self._lines

    # What it does

    def prove(self) -> None:
        """Try every legal stack; a large shop shows progress and can be stopped."""
        code = self._code
        self._calendar = False
        self._again.show()
        if code and all(stored.promotion.code != code for stored in list_promotions(self.context.shop)):
            self._show_calendar()
            return
        name = show_promotion(self.context.shop, code).promotion.name if code else _("All that run")
        self._title.setText(_("Proof of {name}").format(name=name))
        self._lay([label(_("Trying every legal stack on your own orders…"), rank="second")])

        def look(shop: Shop, job: Job) -> Told:
            proof = prove_promotion(shop, code, job)
            return proof, stock_needed(shop, proof)

        self.context.look(_("Proving"), look, self._show)

    def _show(self, told: Told) -> None:
        proof, short = told
        code = self._code
        extra = [show_promotion(self.context.shop, code).promotion] if code else []
        met = find_contradictions(self.context.shop, extra)
        worst = [stack for stack in proof.worst if stack.by_code][:SHOWN]
        self._lines = len(worst) + len(proof.below) + len(short)
        named = goods_called(self.context.shop, _skus(proof, worst, short))
        parts: list[QWidget] = [_tiles(proof, worst)]
        parts += [
            label(_(CONTRADICTION_WORDS[each.kind]).format(first=each.first.name, second=each.second.name), rank="warn",
                  wrap=True)
            for each in met
        ]  # fmt: skip
        if proof.cost_missing:
            words = _("Without a purchase price nobody can tell what is left: {skus}")
            parts.append(label(words.format(skus=listed(proof.cost_missing[:8])), rank="warn", wrap=True))
        if other := other_currencies(self.context.shop):
            words = _("Promotions are calculated in CNY: goods priced in {currencies} were left out ({count} SKUs).")
            names, count = listed(sorted(other)), sum(other.values())
            told_words = label(words.format(currencies=names, count=f"{count:,}"), rank="second", wrap=True)
            told_words.setObjectName("proofCurrencies")
            parts.append(told_words)
        if proof.cut_short:
            parts.append(label(_("So many coupons can be combined that not all sets were tried."), rank="warn"))
        if proof.below:
            parts.append(ProofTable("belowFloor", _("Below the floor"),
                                    [_("Goods"), _("Channel"), _("Price per piece"), _("Floor"), _("Because of")],
                                    [_below_line(each, named) for each in proof.below[:SHOWN]]))  # fmt: skip
        parts.append(ProofTable("worstStacks", _("Where least is left"),
                                [_("Basket"), _("Channel"), _("Goods"), _("Reductions"), _("To pay"),
                                 _("Net profit")],
                                [_stack_line(stack, named) for stack in worst]))  # fmt: skip
        if short:
            parts.append(ProofTable("stockNeeded", _("Stock at the pace of the last 90 days"),
                                    [_("Goods"), _("Needed"), _("There"), _("Missing")],
                                    [_stock_line(*line, named) for line in short[:SHOWN]]))  # fmt: skip
        self._lay(parts)

    def _show_calendar(self) -> None:
        self._calendar = True
        self._again.hide()
        self._title.setText(_("Festivals ahead"))
        ahead = festivals_ahead(self.context.shop)
        self._lines = len(ahead)
        self._lay([_festival(each, partial(self._draft, each)) for each in ahead])

    def _draft(self, each: ComingFestival) -> None:
        """Lead to the form of a promotion with the festival's name and days."""
        begins = datetime(each.first.year, each.first.month, each.first.day, tzinfo=UTC) - timedelta(hours=8)
        lasts = timedelta(days=(each.last - each.first).days + 1)
        self.context.go("promotions", new=True, name=_festival_name(each), starts=begins, ends=begins + lasts)

    def _lay(self, parts: Sequence[QWidget]) -> None:
        inner = QWidget()
        inner.setObjectName("proofBody")
        layout = column(spacing=SPACE[4], margins=(SPACE[5], SPACE[4], SPACE[5], SPACE[5]))
        for part in parts:
            layout.addWidget(part)
        layout.addStretch(1)
        inner.setLayout(layout)
        self._scroll.setWidget(inner)
        self.counted.emit()

    def _leave(self) -> None:
        self.context.go("promotions", **({"promotion": self._code} if self._code else {}))


def _tiles(proof: Proof, worst: Sequence[Stack]) -> QWidget:
    known = [stack for stack in worst if stack.margin.known]
    lowest = known[0].margin if known else None
    figures = [
        (_("Baskets tried"), f"{proof.baskets:,}", ""),
        (_("Ways to buy them"), f"{proof.stacks:,}", ""),
        (
            _("Worst that is left"),
            word_money(lowest.net) if lowest else "–",
            _rank(lowest.net < 0) if lowest else "muted",
        ),
        (_("Orders that lose money"), f"{proof.losing:,}", _rank(bool(proof.losing))),
        (_("SKUs below the floor"), f"{len({each.sku for each in proof.below}):,}", _rank(bool(proof.below))),
    ]
    made = QWidget()
    tiles = row(spacing=SPACE[3])
    for name, figure, rank in figures:
        card = QFrame()
        card.setProperty("card", "true")
        card.setAccessibleName(f"{name}: {figure}")
        margins = (SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        shown = label(figure, size=HEADLINE, bold=True, rank=rank)
        card.setLayout(column(shown, label(name, rank="muted", size=CAPTION), spacing=SPACE[1], margins=margins))
        tiles.addWidget(card, 1)
    made.setLayout(tiles)
    return made


def _skus(proof: Proof, worst: Sequence[Stack], short: Sequence[tuple[str, int, int]]) -> set[str]:
    baskets = {item.sku for stack in worst for item in stack.basket.items}
    return baskets | {each.sku for each in proof.below} | {line[0] for line in short}


def _rank(bad: bool) -> str:
    return "error" if bad else "ok"


def _stack_line(stack: Stack, named: Mapping[str, str]) -> Line:
    goods = listed(f"{named.get(item.sku, item.sku)} × {item.quantity}" for item in stack.basket.items[:3])
    how = " + ".join(f"{code} −{format_amount(cut)}" for code, cut in stack.by_code.items())
    left = amount_figure(stack.margin.net) if stack.margin.known else "–"
    rank = "error" if stack.margin.net < 0 else ""
    return (
        Found(stack.basket.name), Found(word_channel(stack.basket.channel), "second"), Found(goods, "second"),
        Found(how, "second"), Found(format_amount(stack.total), "", stack.total),
        Found(f"{left}  ({percent(stack.margin.percent / 100)})", rank, stack.margin.net),
    )  # fmt: skip


def _below_line(each: BelowFloor, named: Mapping[str, str]) -> Line:
    return (
        Found(_goods(each.sku, named)), Found(word_channel(each.channel), "second"),
        Found(format_amount(each.price), "error", each.price), Found(format_amount(each.floor), "second", each.floor),
        Found(" + ".join(each.stack.by_code), "second"),
    )  # fmt: skip


def _stock_line(sku: str, needed: int, free: int, named: Mapping[str, str]) -> Line:
    return (
        Found(_goods(sku, named)), Found(f"{needed:,}", "", needed), Found(f"{free:,}", "second", free),
        Found(f"{needed - free:,}", "error", needed - free),
    )  # fmt: skip


def _goods(sku: str, named: Mapping[str, str]) -> str:
    return f"{named[sku]}\n{sku}" if sku in named else sku


def _festival_name(each: ComingFestival) -> str:
    return each.festival.name if spoken.language == "zh_CN" else each.festival.name_en


def _festival(each: ComingFestival, draft: Callable[[], object]) -> QWidget:
    card = QFrame()
    card.setProperty("card", "true")
    name = _festival_name(each)
    new = button(f"draftFor-{each.festival.code}", _("Draft a promotion"), draft, icon_name="plus")
    new.setAccessibleName(_("Draft a promotion for {festival}").format(festival=name))
    span = span_of_days(*(datetime.combine(when, time.min).astimezone() for when in (each.first, each.last)))
    ahead = ngettext("in {days} day", "in {days} days", each.days_until).format(days=each.days_until)
    when = ahead if each.days_until else _("now")
    steps = QGridLayout()
    steps.setHorizontalSpacing(SPACE[4])
    steps.setVerticalSpacing(0)
    for at, step in enumerate(each.preparations):
        shown = label(_(TASK_WORDS[step.task]), rank="muted" if step.late else "", wrap=True)
        by = label(day(step.by) if not step.late else _("{day} is past").format(day=day(step.by)),
                   rank="warn" if step.late else "second", size=CAPTION)  # fmt: skip
        steps.addWidget(by, 0, at)
        steps.addWidget(shown, 1, at, Qt.AlignmentFlag.AlignTop)
        steps.setColumnStretch(at, 1)  # the same task stands below the same in every card
        steps.setColumnMinimumWidth(at, STEP_WIDTH)
    head = row(heading(name), label(span, rank="second"), None, label(when, bold=True), new, spacing=SPACE[3])
    layout = column(head, spacing=SPACE[3], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]))
    layout.addLayout(steps)
    card.setLayout(layout)
    card.setAccessibleName(f"{name} {span}")
    return card
