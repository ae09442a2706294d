"""Who an address line is for: the piece of it that reads like a person."""

import re
from typing import NamedTuple

from shopdesk.domain.address_parsing_phones import TAKEN
from shopdesk.domain.address_parsing_regions import BREAKS

_LABEL = re.compile(
    r"(?:(?:收货人|收件人|联系人)(?:姓名)?|姓名|收方)(?:\s*[:：]\s*|\s+)([^,，;；。|、\s\x1e\x1f:：]{1,20})"
    r"|(?:名字|客户|买家)\s*[:：]\s*([^,，;；。|、\s\x1e\x1f:：]{1,20})"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金"
    "邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍"
    "覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项"
    "闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂窦郁缪畅巩卓褚栾戚全娄甄郎池丛边岑农苟保商臧佘卞虞刁冷应匡栗仇练楚揭师官佟封"
    "燕桑巫敖原植邝仲荆储宗楼干苑寇盖南屠鞠荣井乐银奚明麻雍花闻冼木郜廉衣蔺和冀占公门帅利满"
)
_HONORIFIC = re.compile(r"(?:先生|女士|小姐|老师|同学|经理|老板|太太|阿姨|师傅|医生|总)$")
_TAIL = re.compile(r"\s*[(（]?\s*(?:亲?收|启)\s*[)）]?$")
_PLACE_END = re.compile(
    r"[路街巷弄村镇乡区园苑楼栋幢室号层座厦场店城局院校站组队庄里湾处部馆厂司社库仓口旁边面侧内上下市县省道街宅府庭居屋户门铺]$"
)
_WORDS = re.compile(r"[一-龥]{1,6}|[一-龥][A-Za-z*]{1,6}|[A-Za-z][A-Za-z .'’-]{1,24}|[一-龥]\*+|[一-龥·]{3,15}")
_PIECE = re.compile(rf"[^{re.escape(BREAKS)}]+")
_LAST_PIECE = re.compile(rf"[^{re.escape(BREAKS)}]+$")
_GLUED = re.compile(
    r"(?<=[\dA-Za-z#室号楼房])(?![楼栋幢号室层单座])([一-龥]{2,3}|[一-龥](?:先生|女士|小姐|老师))"
    r"(\s*[(（]?收[)）]?)?$"
)
_ENOUGH, _CERTAIN = 2, 3


class Name(NamedTuple):
    """A name and where it stood: text[start:end] is to be left out of the street."""

    name: str
    start: int
    end: int
    unsure: bool


def find_labelled_name(text: str) -> Name | None:
    """Return the name behind 收货人：and its like."""
    if not (found := _LABEL.search(text)):
        return None
    return Name(_TAIL.sub("", found[1] or found[2]), found.start(), found.end(), unsure=False)


def find_name(text: str, region: tuple[int, int], *, has_phone: bool) -> Name | None:
    """Return the piece outside the region that reads most like a person; a weak likeness is unsure."""
    pieces = [found for found in _PIECE.finditer(text) if not (found.start() < region[1] <= found.end())]
    if region[0] and (before := _LAST_PIECE.search(text, 0, region[0])):
        pieces.append(before)  # the name that runs into the province
    ends = {0, len(text.rstrip(BREAKS))}
    rated = []
    for piece in pieces:
        if region[0] < region[1] and region[0] <= piece.start() < region[1]:
            continue
        rating = _rate(piece[0])
        if rating is None:
            continue
        rating += 2 * (TAKEN in text[max(0, piece.start() - 3) : piece.start()] + text[piece.end() : piece.end() + 3])
        rating += bool(ends & {piece.start(), piece.end()})
        rating += piece.end() <= region[0]
        rated.append((rating, piece.start(), piece))
    if not rated:
        return None
    rating, _start, piece = max(rated, key=lambda one: one[:2])
    if rating < _ENOUGH:
        return None
    name = _TAIL.sub("", piece[0])
    return Name(name, piece.start(), piece.end(), unsure=rating < _CERTAIN or not (has_phone or _known(name)))


def find_glued_name(text: str) -> Name | None:
    """Return a name run into the end of a street: 8楼邓娟, 1635#鞠菊收; always unsure."""
    found = _GLUED.search(text.rstrip(BREAKS))
    name = _TAIL.sub("", found[1]) if found else ""
    if not found or len(name) < 2 or not _known(name) or (_PLACE_END.search(name) and name == found[0]):
        return None
    return Name(name, found.start(), found.end(), unsure=True)


def _known(name: str) -> bool:
    return name[0] in _SURNAMES or bool(_HONORIFIC.search(name))


def _rate(piece: str) -> int | None:
    """Return how much a piece alone reads like a name, or None where it cannot be one."""
    name = _TAIL.sub("", piece)
    if not name or not _WORDS.fullmatch(name):
        return None
    if _HONORIFIC.search(name) and len(name) <= 6:
        return 3
    chinese = "一" <= name[0] <= "龥"
    if len(name) > 2 and chinese and _PLACE_END.search(name):
        return -4
    if len(name) > 4 and chinese and "·" not in name:
        return -1
    if "·" in name:
        return 2
    return 2 * (name[0] in _SURNAMES and len(name) > 1) + (len(name) == 1) + (len(piece) > len(name))
