"""A promotion in plain words, and a basket's price explained for the buyer."""

from collections.abc import Sequence
from datetime import datetime

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import Money, format_amount
from shopdesk.domain.promotions import ALONE, Missed, PricedBasket, Promotion, Step
from shopdesk.words import N_, _, full_day, listed, ngettext, spoken
from shopdesk.words.errors import word_error
from shopdesk.words.states import word_channel

KIND_WORDS = {
    "discount": N_("Limited-time discount"),
    "flash": N_("Limited-quantity sale"),
    "group-buy": N_("Group buying"),
    "bundle": N_("Bundle"),
    "gift": N_("Buy and get"),
    "threshold": N_("Threshold reduction"),
    "coupon": N_("Coupon"),
}
STATE_WORDS = {"draft": N_("Draft"), "live": N_("Running"), "stopped": N_("Stopped")}
AUDIENCE_WORDS = {"any": N_("All customers"), "new": N_("New customers"), "returning": N_("Returning customers")}
PRICE_KIND_WORDS = {
    "list": N_("Usual price"),
    "sale": N_("Sale price"),
    "member": N_("Member price"),
    "quantity": N_("Quantity price"),
}
COST_WORDS = {
    "purchase": N_("Purchase price"),
    "packaging": N_("Packaging"),
    "freight": N_("Freight"),
    "commission": N_("Platform fee"),
    "payment": N_("Payment fee"),
    "returns": N_("Expected returns"),
}
TASK_WORDS = {
    "goods": N_("Choose the goods"),
    "stock": N_("Order stock"),
    "prove": N_("Prove the promotions"),
    "pictures": N_("Pictures and titles ready"),
    "prices": N_("Schedule prices"),
    "start": N_("Start the promotions"),
}
CONTRADICTION_WORDS = {
    "tie": N_("{first} and {second} are of equal priority; only one of them takes effect, by its code."),
    "adds-up": N_("{first} and {second} both lower the price of the same goods; the second works on what is left."),
    "same": N_("{first} and {second} both take off for the same sum; the second works on what is left."),
}


def word_money(amount: int, currency: str = "CNY") -> str:
    """Return an amount as a buyer reads it."""
    sign = "¥" if currency == "CNY" else f"{currency} "
    return f"{'−' if amount < 0 else ''}{sign}{format_amount(abs(amount), currency)}"


def word_status(promotion: Promotion, state: str, now: datetime) -> str:
    """Return how a promotion stands: a live one may be waiting for its day or be over."""
    if state == "live" and promotion.ends is not None and promotion.ends <= now:
        return _("Ended")
    if state == "live" and promotion.starts is not None and promotion.starts > now:
        return _("Scheduled")
    return _(STATE_WORDS[state])


def word_off(promotion: Promotion) -> str:
    """Return what a promotion gives in a few words."""
    if not promotion.steps:
        return ""
    if promotion.kind == "gift":
        return _gift_off(promotion)
    if promotion.kind == "bundle":
        goods = " + ".join(f"{sku} × {pieces}" for sku, pieces in promotion.items)
        return _("{goods} together for {price}").format(goods=goods, price=word_money(promotion.steps[0].price or 0))
    told = _("; ").join(_step(step, promotion) for step in promotion.steps)
    if promotion.each:
        told = _("{tier}, for every whole").format(tier=told)
    return told


def _gift_off(promotion: Promotion) -> str:
    least = promotion.steps[0].least
    bought = (
        ngettext("Buy {count} piece", "Buy {count} pieces", least).format(count=least)
        if promotion.pieces
        else _("Spend {amount}").format(amount=word_money(least))
    )
    goods = promotion.gift or _("the same")
    told = _("{bought}, get {pieces} × {goods}").format(bought=bought, pieces=promotion.gift_quantity, goods=goods)
    return _("{tier}, for every whole").format(tier=told) if promotion.each else told


def _step(step: Step, promotion: Promotion) -> str:
    if step.price is not None:
        off = _("{price} each").format(price=word_money(step.price))
    elif step.percent:
        off = _percent_off(step.percent)
    else:
        off = _("{amount} off").format(amount=word_money(step.amount))
    if not step.least:
        return off
    if promotion.kind == "group-buy":
        return ngettext("{count} person: {off}", "{count} people: {off}", step.least).format(count=step.least, off=off)
    if promotion.pieces:
        least = ngettext("{count} piece", "{count} pieces", step.least).format(count=step.least)
    else:
        least = word_money(step.least)
    return _("{off} from {least}").format(least=least, off=off)


def _percent_off(percent: int) -> str:
    """Return a discount as it is said: 20 % off is 8 tenths (8折) in Chinese."""
    share = f"{percent}%" if spoken.language == "en" else f"{(100 - percent) / 10:g} 折"
    return _("{share} off").format(share=share)


def word_promotion(promotion: Promotion) -> list[str]:
    """Return the plain-language summary of a promotion, sentence by sentence."""
    told = [_("{kind}: {off}.").format(kind=_(KIND_WORDS.get(promotion.kind, "")), off=word_off(promotion) or "–")]
    told.append(_("On {goods}, on {channels}.").format(goods=word_goods(promotion), channels=word_channels(promotion)))
    told.append(word_dates(promotion))
    told += _bounds(promotion)
    if promotion.group == ALONE:
        told.append(_("It shares its goods with no other promotion."))
    elif promotion.group:
        told.append(_("Of the group “{group}” only one takes effect on the same goods.").format(group=promotion.group))
    else:
        told.append(_("It adds up with other promotions."))
    return told


def _bounds(promotion: Promotion) -> list[str]:
    told = []
    if promotion.audience != "any":
        told.append(_("For whom: {audience}.").format(audience=_(AUDIENCE_WORDS[promotion.audience])))
    if promotion.limit and promotion.kind == "flash":
        told.append(_("{count} pieces in all.").format(count=promotion.limit))
    elif promotion.limit:
        told.append(_("{count} uses in all.").format(count=promotion.limit))
    if promotion.most:
        words = ngettext("At most {count} time in one basket.", "At most {count} times in one basket.", promotion.most)
        told.append(words.format(count=promotion.most))
    if promotion.per_customer:
        count = promotion.per_customer
        words = ngettext("At most {count} time for one customer.", "At most {count} times for one customer.", count)
        told.append(words.format(count=count))
    if promotion.budget:
        told.append(_("It ends when {amount} have been given.").format(amount=word_money(promotion.budget)))
    if promotion.ceiling:
        told.append(_("Never more than {amount} off.").format(amount=word_money(promotion.ceiling)))
    return told


def word_goods(promotion: Promotion) -> str:
    """Return which goods a promotion is for."""
    scope = promotion.scope
    names = [" › ".join(category) for category in sorted(scope.categories)]
    names += sorted(scope.skus | {sku for sku, _pieces in promotion.items})
    if not names:
        return _("all goods")
    shown = listed(names[:3])
    return shown if len(names) <= 3 else _("{names} and {count} more").format(names=shown, count=len(names) - 3)


def word_channels(promotion: Promotion) -> str:
    """Return on which channels a promotion holds."""
    channels = promotion.scope.channels
    return listed(word_channel(channel) for channel in sorted(channels)) if channels else _("all channels")


def word_dates(promotion: Promotion) -> str:
    """Return from when until when a promotion holds."""
    first, last = (_moment(at) if at else "" for at in (promotion.starts, promotion.ends))
    if first and last:
        return _("From {first} to {last}.").format(first=first, last=last)
    if first:
        return _("From {first} on, without an end.").format(first=first)
    return _("Until {last}.").format(last=last) if last else _("Without an end.")


def _moment(at: datetime) -> str:
    local = at.astimezone()
    return f"{full_day(local.date())} {local:%H:%M}"


def word_missed(missed: Missed) -> str:
    """Return why a promotion or coupon gave nothing."""
    params = dict(missed.params)
    for name in ("short", "budget"):
        if isinstance(amount := params.get(name), int):
            params[name] = word_money(amount)
    for name in ("ends", "starts"):
        if isinstance(at := params.get(name), datetime):
            params[name] = _moment(at)
    return word_error(ShopError(missed.reason, **params))


def word_quote(basket: PricedBasket, titles: dict[str, str], channel: str) -> str:
    """Return a basket's price as text for a chat: goods, each reduction, gifts, the sum."""
    lines: Sequence[str] = [
        _("{title} × {pieces}: {price} each, {sum}").format(
            title=titles.get(line.sku, line.sku), pieces=line.quantity, price=_money(line.unit_price),
            sum=_money(line.gross),
        )
        for line in basket.lines
    ]  # fmt: skip
    told = [*lines, *(_("{name}: −{amount}").format(name=name, amount=_money(off)) for name, off in basket.reductions)]
    told += [
        _("Free with it: {title} × {pieces} ({name})").format(
            title=titles.get(gift.sku, gift.sku), pieces=gift.quantity, name=gift.name
        )
        for gift in basket.gifts
    ]
    saved = sum(off.amount for _name, off in basket.reductions)
    total = _("To pay: {total}").format(total=_money(basket.total))
    if saved:
        total = _("{total} (you save {saved})").format(total=total, saved=word_money(saved, basket.total.currency))
    return "\n".join([*told, total])


def _money(money: Money) -> str:
    return word_money(money.amount, money.currency)
