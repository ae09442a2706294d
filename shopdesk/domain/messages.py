"""Messages to buyers: kinds, and templates whose {placeholders} are known by name in two languages."""

import string
from collections.abc import Mapping
from dataclasses import dataclass

KINDS = ("confirmation", "short", "dispatch", "delay", "review")
LANGUAGES = ("zh_CN", "en")
LONGEST_SUBJECT, LONGEST_TEXT = 200, 4000
PLACEHOLDERS = {
    "buyer": "买家", "number": "订单号", "platform_no": "平台单号", "shop": "店铺", "goods": "商品", "pieces": "件数",
    "total": "金额", "ship_by": "发货时限", "courier": "快递", "waybill": "运单号", "missing": "缺货",
    "returns_until": "退货截止",
}  # fmt: skip
_CODES = {name: name for name in PLACEHOLDERS} | {shown: name for name, shown in PLACEHOLDERS.items()}


@dataclass(frozen=True, slots=True)
class Template:
    """What a kind of message says in one language; `own` tells that the shop has written it."""

    kind: str
    language: str
    subject: str
    text: str
    own: bool = False


def unknown_placeholder(text: str) -> str:
    """Return the first placeholder of a template that nobody knows, as it stands there; "" when all are known.

    A brace that opens or closes nothing is returned as it is; {{ and }} stand for braces.
    """
    try:
        for _before, name, form, conversion in string.Formatter().parse(text):
            if name is None:
                continue
            if name not in _CODES or form or conversion:
                return f"{{{name}{'!' + conversion if conversion else ''}{':' + form if form else ''}}}"
    except ValueError:
        return "{" if text.count("{") > text.count("}") else "}"
    return ""


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a template with its placeholders filled once: braces in what is filled in stay as they are.

    Raises ValueError with a placeholder that nobody knows.
    """
    if wrong := unknown_placeholder(text):
        raise ValueError(wrong)
    return string.Formatter().vformat(text, (), {name: values.get(code, "") for name, code in _CODES.items()})


def shown_placeholders(language: str) -> list[str]:
    """Return the placeholders as they are written in a language."""
    return [f"{{{shown if language == 'zh_CN' else name}}}" for name, shown in PLACEHOLDERS.items()]
