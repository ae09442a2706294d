"""What selling costs on each channel: the shop's own costs together with platform and payment fees of their tables."""

from dataclasses import replace

from shopdesk.domain.margins import PricingRules, Rates
from shopdesk.services.rule_files import channel_costs, payment_rules, pricing_rules
from shopdesk.services.shop import Shop


def selling_costs(shop: Shop) -> PricingRules:
    """Return the rates of all channels; of a span of fees the upper end counts. Raises "rule-file-damaged"."""
    rules, payments = pricing_rules(shop), payment_rules(shop)
    channels: dict[str, Rates] = dict(rules.channels)
    for channel, cost in channel_costs(shop).items():
        fee = payments.method_of(cost.payment, channel).fee
        channels[channel] = replace(rules.of(channel), commission=cost.commission[1], payment=fee)
    return replace(rules, channels=channels)
