"""A second reckoning of promotions, slow and plain: whole fractions, every piece and every set tried one by one."""

from fractions import Fraction

from shopdesk.domain.promotions import Item, Promotion, Visit

ORDER = ["discount", "flash", "group-buy", "bundle", "gift", "threshold", "coupon"]


def lay(cut, weights):
    """Give whole cents first, then one more to those who lost most by it."""
    whole = sum(weights)
    exact = [Fraction(cut * weight, whole) for weight in weights]
    shares = [int(each) for each in exact]
    by_loss = sorted(range(len(weights)), key=lambda at: (-(exact[at] - shares[at]), at))
    for at in by_loss[: cut - sum(shares)]:
        shares[at] += 1
    return shares


def lowered(step, amount):
    if step.price is not None:
        return min(amount, step.price)
    if step.percent:
        return int(Fraction(amount * (100 - step.percent), 100) + Fraction(1, 2))
    return max(0, amount - step.amount)


def inside(promotion: Promotion, item: Item) -> bool:
    scope = promotion.scope
    named = bool(scope.skus or scope.categories or promotion.items)
    return (
        not named
        or item.sku in scope.skus
        or item.sku in [sku for sku, _pieces in promotion.items]
        or any(item.category[: len(c)] == c for c in scope.categories if c)
    )


def price(items: list[Item], promotions: list[Promotion], visit: Visit):
    """Return (total, reductions by code, gifts) of a basket."""
    rows = sorted(items, key=lambda i: (i.sku, -i.unit_price, i.quantity, i.by_hand))
    left = [row.unit_price * row.quantity for row in rows]
    touched = [False] * len(rows)
    spent: list[set[str]] = [set() for _row in rows]
    savings: dict[str, int] = {}
    gifts: dict[tuple[str, str], int] = {}
    for promotion in sorted(promotions, key=lambda p: (-p.priority, ORDER.index(p.kind), p.code)):
        scope = promotion.scope
        if (promotion.starts and visit.at < promotion.starts) or (promotion.ends and visit.at >= promotion.ends):
            continue
        if (scope.channels and visit.channel not in scope.channels) or (
            scope.levels and visit.level not in scope.levels
        ):
            continue
        if promotion.kind == "coupon" and promotion.code not in visit.coupons:
            continue
        on = []
        for at, row in enumerate(rows):
            blocked = "*" in spent[at] or (promotion.group == "*" and touched[at])
            blocked = blocked or bool(promotion.group and promotion.group in spent[at])
            if promotion.kind in ("discount", "flash", "group-buy", "bundle"):
                blocked = blocked or row.by_hand
            if inside(promotion, row) and left[at] > 0 and not blocked:
                on.append(at)
        if not on:
            continue
        cuts, marks = reduce_one(promotion, rows, left, on, visit, gifts)
        for at, cut in cuts.items():
            left[at] -= cut
            touched[at] = True
            savings[promotion.code] = savings.get(promotion.code, 0) + cut
        for at in marks:
            if promotion.group:
                spent[at].add(promotion.group)
    return sum(left), savings, gifts


def reduce_one(promotion, rows, left, on, visit, gifts):
    kind, step = promotion.kind, (promotion.steps or (None,))[0]
    if kind in ("discount", "flash", "group-buy"):
        if kind == "group-buy":
            fitting = [each for each in promotion.steps if each.least <= visit.people]
            if not fitting:
                return {}, []
            step = sorted(fitting, key=lambda each: each.least)[-1]
        bound = promotion.most or 10**9
        if kind != "group-buy" and promotion.limit:
            bound = min(
                bound,
                promotion.limit - visit.used[promotion.code].uses if promotion.code in visit.used else promotion.limit,
            )
        cuts = {}
        for at in on:
            piece = left[at] // rows[at].quantity
            gain = piece - lowered(step, piece)
            for _piece in range(rows[at].quantity):
                if bound > 0 and gain > 0:
                    cuts[at] = cuts.get(at, 0) + gain
                    bound -= 1
        return cuts, list(cuts)
    if kind in ("threshold", "coupon"):
        whole = sum(left[at] for at in on)
        measure = sum(rows[at].quantity for at in on) if promotion.pieces else whole
        fitting = [each for each in promotion.steps if each.least <= measure]
        if not fitting:
            return {}, []
        step = sorted(fitting, key=lambda each: each.least)[-1]
        cut = whole - lowered(step, whole) if step.percent else 0
        if not step.percent:
            rest, times = measure, 0
            while promotion.each and step.least and rest >= step.least and times < (promotion.most or 10**9):
                rest, times = rest - step.least, times + 1
            cut = step.amount * (times if promotion.each and step.least else 1)
        cut = min([cut, whole] + ([promotion.ceiling] if promotion.ceiling else []))
        shares = lay(cut, [left[at] for at in on]) if cut > 0 else []
        cuts = {at: share for at, share in zip(on, shares, strict=False) if share}
        return cuts, on if cuts else []
    if kind == "bundle":
        sets = 0
        while (sets < (promotion.most or 10**9)) and all(
            sum(rows[at].quantity for at in on if rows[at].sku == sku) >= pieces * (sets + 1)
            for sku, pieces in promotion.items
        ):
            sets += 1
        taken = []
        for sku, pieces in promotion.items:
            wanted = pieces * sets
            for at in on:
                if rows[at].sku == sku and wanted:
                    part = min(wanted, rows[at].quantity)
                    wanted -= part
                    taken.append((at, int(Fraction(left[at] * part, rows[at].quantity))))
        cut = sum(paid for _at, paid in taken) - sets * promotion.steps[0].price
        if cut <= 0:
            return {}, []
        shares = lay(cut, [paid for _at, paid in taken])
        cuts = {at: share for (at, _paid), share in zip(taken, shares, strict=True) if share}
        return cuts, list(cuts)
    marks = []
    groups = (
        [on]
        if promotion.gift
        else [[a for a in on if rows[a].sku == s] for s in dict.fromkeys(rows[a].sku for a in on)]
    )
    for some in groups:
        measure = sum(rows[at].quantity if promotion.pieces else left[at] for at in some)
        times = 0
        while measure >= promotion.steps[0].least * (times + 1) and times < (promotion.most or 10**9):
            times += 1
            if not promotion.each:
                break
        goods = promotion.gift or rows[some[0]].sku
        wanted = times * promotion.gift_quantity
        if wanted and goods in visit.stock:
            own = sum(row.quantity for row in rows if row.sku == goods)
            others = sum(count for (_code, sku), count in gifts.items() if sku == goods)
            wanted = min(wanted, max(visit.stock[goods] - own - others, 0))
        if wanted:
            gifts[promotion.code, goods] = gifts.get((promotion.code, goods), 0) + wanted
            marks += some
    return {}, marks
