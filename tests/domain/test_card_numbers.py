"""No card number is kept: what looks like one is masked in free text, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.card_numbers import is_card_number, mask_cards

VISA, UNIONPAY, AMEX = "4242424242424242", "6212345678901265", "378282246310005"  # numbers for trials, of no account
HEADS = {16: ("4", "51", "2221", "62", "6011", "3528"), 15: ("34", "37"), 19: ("62", "4"), 14: ("36",), 13: ("4",)}


def with_check_digit(head: str) -> str:
    return next(card for digit in "0123456789" if luhn(card := head + digit))


def luhn(digits):
    """As the standard words it, from the right, with the sum of the doubled digit's digits."""
    total = 0
    for at, char in enumerate(reversed(digits)):
        total += sum(map(int, str(int(char) * 2))) if at % 2 else int(char)
    return total % 10 == 0


@st.composite
def cards(draw):
    length = draw(st.sampled_from(sorted(HEADS)))
    head = draw(st.sampled_from(HEADS[length]))
    body = draw(st.text("0123456789", min_size=length - len(head) - 1, max_size=length - len(head) - 1))
    return with_check_digit(head + body)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"卡号{VISA}，请退到这里", "卡号••••••••••••4242，请退到这里"),
        ("4242 4242 4242 4242", "•••• •••• •••• 4242"),
        ("4242-4242-4242-4242 exp 12/29", "•••• - •••• - •••• - 4242 exp 12/29".replace(" - ", "-")),
        (f"13800138000 {VISA}", "13800138000 ••••••••••••4242"),
        (f"{VISA} 13800138000", "••••••••••••4242 13800138000"),
        ("４２４２４２４２４２４２４２４２", "••••••••••••４２４２"),
        (f"{AMEX}/{VISA}", "•••••••••••0005/••••••••••••4242"),
    ],
)
def test_a_card_number_in_a_text_is_masked_up_to_its_last_four(text, masked):
    assert mask_cards(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6901234567892",  # an article number
        "4242424242424243",  # wrong check digit
        f"1{VISA}789012",  # inside a longer number
        "订单 1234567890123456789 请改地址",
        "13800138000 13900139000",
        "快递 773000000000001, 78120000000000",
        "2026-11-13 10:24:00 2026-11-14",
    ],
)
def test_other_numbers_stay_as_they_are(text):
    assert mask_cards(text) == text


@given(st.text(max_size=30), cards(), st.text(max_size=30), st.sampled_from(["", " ", "-"]))
def test_every_card_is_masked_wherever_it_stands(before, card, after, between):
    before, after = before.rstrip("0123456789 ._–-\u00a0\u3000"), after.lstrip("0123456789 ._–-\u00a0\u3000")
    if before[-1:].isdigit() or after[:1].isdigit():
        return
    written = between.join(card[at : at + 4] for at in range(0, len(card), 4))
    masked = mask_cards(f"{before}:{written}:{after}")
    assert written not in masked
    assert len(masked) == len(before) + len(written) + len(after) + 2
    assert masked.count("•") >= len(card) - 4


@given(st.text(st.sampled_from("0123456789 -4262卡"), max_size=80))
def test_masking_twice_is_masking_once_and_leaves_no_card_in_one_piece(text):
    masked = mask_cards(text)
    assert mask_cards(masked) == masked
    assert not any(is_card_number(word) for word in masked.replace("-", " ").split() if word.isdecimal())


@given(st.text("0123456789", min_size=13, max_size=19))
def test_only_a_valid_check_digit_makes_a_card(digits):
    assert not is_card_number(digits) or luhn(digits)
