"""One pasted line becomes name, telephone, province, city, district and street; what is guessed is said."""

import csv
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.address_parsing import ParsedAddress, parse_address
from shopdesk.domain.divisions import short_name
from shopdesk.exchange.divisions import load_divisions


def parse(line: str) -> ParsedAddress:
    return parse_address(line, load_divisions())


def region(line: str) -> tuple[str, str, str, str]:
    told = parse(line)
    return told.province, told.city, told.district, told.code


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("广东省深圳市南山区科苑路15号", ("广东省", "深圳市", "南山区", "440305")),
        ("广东深圳南山科苑路15号", ("广东省", "深圳市", "南山区", "440305")),
        ("深圳南山区科苑路15号", ("广东省", "深圳市", "南山区", "440305")),
        ("北京市市辖区海淀区学院路1号", ("北京市", "", "海淀区", "110108")),
        ("上海上海市闵行区浦江镇", ("上海市", "", "闵行区", "310112")),
        ("上海浦东张江路8号", ("上海市", "", "浦东新区", "310115")),
        ("重庆市 县 彭水苗族土家族自治县 汉葭街道", ("重庆市", "", "彭水苗族土家族自治县", "500243")),
        ("重庆彭水县汉葭街道", ("重庆市", "", "彭水苗族土家族自治县", "500243")),
        ("广西桂林恭城县西岭镇", ("广西壮族自治区", "桂林市", "恭城瑶族自治县", "450332")),
        ("恩施州利川市东城街道", ("湖北省", "恩施土家族苗族自治州", "利川市", "422802")),
        ("内蒙古呼伦贝尔市鄂伦春旗", ("内蒙古自治区", "呼伦贝尔市", "鄂伦春自治旗", "150723")),
        ("湖北省仙桃市沙嘴街道", ("湖北省", "", "仙桃市", "429004")),
        ("湖北省省直辖县级行政区划天门市", ("湖北省", "", "天门市", "429006")),
        ("海南澄迈县金江镇", ("海南省", "", "澄迈县", "469023")),
        ("广东东莞虎门镇", ("广东省", "东莞市", "", "441900")),
        ("中山市小榄镇", ("广东省", "中山市", "", "442000")),
        ("海南省儋州市那大镇", ("海南省", "儋州市", "", "460400")),
        ("甘肃嘉峪关市新华街道", ("甘肃省", "嘉峪关市", "", "620200")),
        ("吉林长春二道区", ("吉林省", "长春市", "二道区", "220105")),
        ("吉林吉林市船营区", ("吉林省", "吉林市", "船营区", "220204")),
        ("江苏镇江丹徒", ("江苏省", "镇江市", "丹徒区", "321112")),  # 镇 and 路 begin names too
        ("河北唐山路南区", ("河北省", "唐山市", "路南区", "130202")),
        ("浙江台州路桥金清镇", ("浙江省", "台州市", "路桥区", "331004")),
        ("昆山市玉山镇", ("江苏省", "苏州市", "昆山市", "320583")),
        ("香港特别行政区湾仔区轩尼诗道1号", ("香港特别行政区", "", "湾仔区", "810002")),
    ],
)
def test_divisions_are_named_in_full_however_they_are_written(line, told):
    assert region(line) == told


@pytest.mark.parametrize(
    ("line", "district"),
    [
        ("上海市闸北区共和新路1号", "静安区"),
        ("北京宣武区广安门内大街1号", "西城区"),
        ("杭州市下城区华丰路1号", "拱墅区"),
        ("杭州市余杭区临平街道", "临平区"),
        ("浙江省温州市苍南县龙港镇", "龙港市"),
        ("南通市港闸区", "崇川区"),
        ("四川省成都市双流县", "双流区"),
        ("成都郫县犀浦镇", "郫都区"),
        ("江苏省南通市通州市", "通州区"),
        ("福建省三明市沙县凤岗街道", "沙县区"),
        ("河北省邢台市邢台县", "信都区"),
        ("山西省大同市城区", "平城区"),
        ("四平市公主岭市", "公主岭市"),
        ("无锡新区长江路1号", "新吴区"),
    ],
)
def test_former_divisions_are_given_their_name_of_today(line, district):
    assert parse(line).district == district


@pytest.mark.parametrize("line", ["南京路100号", "中山东二路8号", "青羊大道97号", "北京东路1号", "长安街1号", "三元桥"])
def test_a_street_is_no_division(line):
    told = parse(line)
    assert (told.province, told.street, told.sure) == ("", line, False)


def test_every_district_is_found_by_every_way_of_writing_it():
    divisions, wrong = load_divisions(), []
    for division in divisions.by_code.values():
        if division.level != 3 or division.is_zone:
            continue
        names = [divisions.by_code[code].name for code in division.path]
        short = [short_name(divisions.by_code[code]) for code in division.path]
        short = [one if len(one) > 1 else name for one, name in zip(short, names, strict=True)]
        for told in ("".join(names), " ".join(names), short[0] + "".join(names[1:]), "".join([*short[:-1], names[-1]])):
            if parse(f"张小明 13800001234 {told}人民路100号").code != division.code:
                wrong.append(told)
    assert wrong == []


def test_a_street_behind_the_city_is_not_its_district():
    assert region("石家庄市长安大街1号")[2] == ""
    assert region("上海市长宁路1号")[2] == ""
    assert parse("义乌市义乌市场二区").street == "义乌市场二区"
    assert parse("南京市玄武区南京市政府1号楼").street == "南京市政府1号楼"


def test_what_is_repeated_is_told_once():
    assert parse("湖南省永州市冷水滩区湖南省永州市冷水滩区建设路3号").street == "建设路3号"
    assert parse("宁夏回族自治区银川市兴庆区宁夏银川市兴庆区文化街1号").street == "文化街1号"


def test_a_district_that_several_cities_have_is_guessed_and_said():
    told = parse("朝阳区东大桥路8号")
    assert (told.province, told.unsure) == ("北京市", ("province", "city"))
    assert parse("长春市朝阳区红旗街1号").sure


def test_a_city_without_its_district_leaves_the_district_open():
    told = parse("长沙市芙蓉中路1号")
    assert (told.city, told.district, told.code, told.unsure) == ("长沙市", "", "430100", ("district",))


@pytest.mark.parametrize(
    ("line", "name", "phone", "street"),
    [
        ("王小梅 13800001234 湖南省郴州市桂东县清泉镇1号", "王小梅", "13800001234", "清泉镇1号"),
        ("王小梅13800001234湖南省郴州市桂东县清泉镇1号", "王小梅", "13800001234", "清泉镇1号"),
        ("湖南省郴州市桂东县清泉镇1号，王小梅，138 0000 1234", "王小梅", "13800001234", "清泉镇1号"),
        ("湖南省郴州市桂东县清泉镇1号 +86 138-0000-1234 王小梅", "王小梅", "13800001234", "清泉镇1号"),
        ("王小梅,86-13800001234,湖南省郴州市桂东县清泉镇1号,423500", "王小梅", "13800001234", "清泉镇1号"),
        ("收货人：王小梅\n电话：13800001234\n地址：湖南省郴州市桂东县清泉镇1号", "王小梅", "13800001234", "清泉镇1号"),
        ("姓名:王小梅 手机:１３８００００１２３４ 地址:湖南郴州桂东县清泉镇１号", "王小梅", "13800001234", "清泉镇1号"),
        ("王小梅；13800001234-6688；湖南省郴州市桂东县清泉镇1号", "王小梅", "13800001234-6688", "清泉镇1号"),
        ("王小梅 13800001234转6688 湖南省郴州市桂东县清泉镇1号", "王小梅", "13800001234-6688", "清泉镇1号"),
        ("湖南省郴州市桂东县清泉镇1号 王女士收 0735-2880000", "王女士", "0735-2880000", "清泉镇1号"),
        ("湖南省郴州市桂东县清泉镇1号(010)66668888转12 王小梅", "王小梅", "010-66668888-12", "清泉镇1号"),
        ("王小梅|400-800-1234|湖南省郴州市桂东县清泉镇1号", "王小梅", "400-800-1234", "清泉镇1号"),
        ("阿依古丽·买买提 13800001234 新疆乌鲁木齐市天山区1号", "阿依古丽·买买提", "13800001234", "1号"),
        ("Lily 13800001234 上海市静安区南京西路1号", "Lily", "13800001234", "南京西路1号"),
    ],
)
def test_name_and_telephone_are_found_wherever_they_stand(line, name, phone, street):
    told = parse(line)
    assert (told.name, told.phone, told.street) == (name, phone, street)


def test_a_whole_line_is_sure():
    told = parse("王小梅，13800001234，浙江省杭州市西湖区文三路1号，310012")
    assert told.sure and told.postcode == "310012"
    assert (told.receiver.country, told.receiver.region) == ("CN", "浙江省杭州市西湖区")


def test_a_name_run_into_the_street_is_unsure():
    told = parse("浙江省杭州市西湖区文三路1号8楼邓小娟")
    assert (told.name, told.street, told.unsure) == ("邓小娟", "文三路1号8楼", ("name",))
    assert parse("浙江省杭州市西湖区文三路1号2栋1单元").name == ""


def test_a_number_run_into_the_telephone_is_unsure():
    told = parse("浙江省杭州市西湖区文三路1号20513800001234")
    assert told.phone == "13800001234" and "phone" in told.unsure


def test_an_order_number_before_the_name_is_left_out_and_said():
    told = parse("202611280001，王小梅，13800001234，浙江省杭州市西湖区文三路1号")
    assert (told.name, told.street, told.unsure) == ("王小梅", "文三路1号", ("street",))


def test_a_masked_receiver_stays_masked():
    told = parse("王** 138****1234 浙江省杭州市西湖区文三路1号")
    assert (told.name, told.phone) == ("王**", "138****1234")


@pytest.mark.parametrize(
    "line", ["John Smith, 12 High Street, London W1A 1AA, +44 20 7946 0000", "東京都渋谷区神宮前1-2-3 たなか", "1"]
)
def test_an_address_abroad_is_left_whole_and_unsure(line):
    told = parse(line)
    assert (told.street, told.name, told.province, told.sure) == (line, "", "", False)
    assert told.receiver.country == ""


def test_nothing_at_all():
    assert parse("") == ParsedAddress("")
    assert parse("  \n").street == ""


@given(st.text(alphabet="广东省深圳市南山区北京朝阳路1号王小 ,，\n:：13800001234-*()（）+Ａa市县区州", max_size=40))
def test_any_text_is_taken_apart_without_a_fault(line):
    told = parse(line)
    assert told.line == line
    assert told.code == "" or told.province


@pytest.mark.parametrize("text", ["吉林", "上海市", "北京 ", "中国", "朝阳", "张三,", "138", "啊"])
def test_a_line_without_end_is_read_in_a_moment(text):
    begun = time.process_time()
    parse(text * 10_000)
    assert time.process_time() - begun < 5


def _shared_lines(folder: Path) -> dict[str, list[str]]:
    with (folder / "cpca_addr_500.csv").open(encoding="utf-8", newline="") as file:
        business = [row[0] for row in csv.reader(file)][1:]
    return {
        "akebe_lines.json": [case["line"] for case in json.loads((folder / "akebe_lines.json").read_text("utf-8"))],
        "zh_address_parse_lines.json": json.loads((folder / "zh_address_parse_lines.json").read_text("utf-8")),
        "cpca_addr_500.csv": business,
        "pupuk_addresses.txt": (folder / "pupuk_addresses.txt").read_text("utf-8").splitlines(),
    }


def test_real_lines_are_right_in_province_city_and_district(shared_data):
    lines = _shared_lines(shared_data / "addresses")
    told = [row.split(",") for row in (Path(__file__).parent / "address_codes.csv").read_text("utf-8").splitlines()]
    checked = [(parse(lines[row[0]][int(row[1])]), row[2]) for row in told if len(row) == 3 and row[2].isdigit()]
    named = [(found, code) for found, code in checked if code != "000000"]
    right = [found for found, code in named if found.code == code]
    sure = [found.code == code for found, code in named if found.sure]
    assert len(named) > 800
    assert len(right) / len(named) >= 0.98
    assert sum(sure) / len(sure) >= 0.995  # who is told that it is sure need not look
    assert not [found.line for found, code in checked if code == "000000" and found.sure]


def test_real_lines_give_the_names_that_were_written(shared_data):
    cases = json.loads((shared_data / "addresses" / "akebe_lines.json").read_text("utf-8"))
    for case in cases:
        told = parse(case["line"])
        assert {key: getattr(told, key) for key in case["expect"] if key in ("code", "name")} == {
            key: value for key, value in case["expect"].items() if key in ("code", "name")
        }
