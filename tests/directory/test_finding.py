"""Which company is found in which words."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import directory as rooms
from directory import Clues, Directory, Found, find
from directory.folding import digits, fold, host_of
from directory.sounds import sound_line, spoken_sounds


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("闪银提醒：您的借款已逾期", "shanyin_wecash"),
        ("閃銀提醒：您的借款已逾期", "shanyin_wecash"),
        ("闪 银提醒", "shanyin_wecash"),
        ("闪·银提醒", "shanyin_wecash"),
        ("闪\u200b银提醒", "shanyin_wecash"),
        ("ＷＥＣＡＳＨ 提醒", "shanyin_wecash"),
        ("我是普信金融的工作人员", "puxin_jinrong"),
        ("普信恒业", "puxin_hengye"),
        ("招 联金 融提醒您", "zhaolian_xf"),
        ("招聯好期貸", "zhaolian_xf"),
        ("您在还呗的借款", "huanbei"),
        ("还贷呗", "huanbei"),
        ("还呗", "huanbei"),
        ("您在工行的信用卡", "icbc"),
        ("中国工商银行", "icbc"),
        ("安逸花", "mashang_xf"),
        ("乐逸花", "rongyihua"),
        ("兴业消费金融", "xingye_xf"),
        ("兴业银行", "cib"),
        ("微眾銀行", "webank"),
        ("螞蟻花唄", "mayi_xf"),
        ("捷信金融", "jingdong_xf"),
        ("360借条", "qifu_360"),
        ("您的还呗账户已逾期", "huanbei"),
    ],
)
def test_a_company_is_found_by_name(shipped: Directory, text: str, platform: str) -> None:
    assert find(shipped, Clues(text)) == Found(platform, via="alias")


@pytest.mark.parametrize(
    "text",
    [
        "今天晚上吃什么",
        "快点还呗",
        "有钱花没钱还",
        "钱不够花",
        "工程施工行为规范",
        "中国银行业协会的指引",
        "请转入招商银行账号",
        "开户行：建设银行",
        "普惠金融政策",
        "普信的",
        "小花昨天来过",
        "买金条",
        "公司积极融资，快捷信用卡通道",
        "小微财务",
        "人人租房",
        "联系贷款王经理",
        "没人替你还",
        "XICBCX",
        "",
    ],
)
def test_common_words_and_payee_banks_name_nobody(shipped: Directory, text: str) -> None:
    assert find(shipped, Clues(text)) == Found()


@pytest.mark.parametrize(
    ("signature", "platform"),
    [
        ("普信金融", "puxin_jinrong"),
        ("【普惠金融】", "sig_puhui_jinrong"),
        ("和信普惠", "sig_hexin_puhui"),
        ("和信金融", "sig_hexin_jinrong"),
        ("利信金融", "sig_lixin_jinrong"),
        ("招联金融", "zhaolian_xf"),
        ("招聯金融", "zhaolian_xf"),
        ("360借", "qifu_360"),
        ("还呗", "huanbei"),
        ("微众银行", "webank"),
        ("首山金融", "sig_shoushan"),
    ],
)
def test_a_signature_is_found_whole(shipped: Directory, signature: str, platform: str) -> None:
    assert find(shipped, Clues(f"{signature}您好", signature)) == Found(platform, via="signature")


def test_a_signature_and_a_creditor_are_two_things(shipped: Directory) -> None:
    found = find(shipped, Clues("【分期金融】您在还呗的借款已逾期", "分期金融"))
    assert found.platform_id is None
    assert found.candidates == ("sig_fenqi_jinrong", "huanbei")


def test_several_companies_in_one_text_are_a_question(shipped: Directory) -> None:
    found = find(shipped, Clues("花呗和京东白条都逾期了"))
    assert found.platform_id is None
    assert set(found.candidates) == {"mayi_xf", "jd_baitiao"}


@pytest.mark.parametrize(
    ("clues", "candidates"),
    [
        (Clues("x", "快贷"), ("ccb",)),
        (Clues("您的快贷逾期"), ("ccb",)),
        (Clues("您的快贷来电", numbers=("95533",)), ("ccb",)),
        (Clues("x", "闪贷"), ("shanyin_wecash",)),
        (Clues("x", "某市调解中心"), ("sig_tiaojie_class",)),
    ],
)
def test_an_ambiguous_name_leads_to_a_question_only(
    shipped: Directory, clues: Clues, candidates: tuple[str, ...]
) -> None:
    found = find(shipped, clues)
    assert found.platform_id is None
    assert found.candidates == candidates


def test_no_ambiguous_name_ever_decides(shipped: Directory) -> None:
    for platform in shipped.platforms.values():
        for name in platform.ambiguous_aliases:
            if fold(name) in shipped.matcher.signatures:
                continue
            for clues in (Clues(f"您好，{name}。"), Clues(f"{name}平台"), Clues("x", name)):
                assert find(shipped, clues).platform_id != platform.id or _is_firm_elsewhere(shipped, name), name


def _is_firm_elsewhere(shipped: Directory, name: str) -> bool:
    return any(name in (*p.aliases, *p.former_names) for p in shipped.platforms.values())


def test_every_firm_name_finds_its_company(shipped: Directory) -> None:
    for platform in shipped.platforms.values():
        for name in (*platform.aliases, *platform.aliases_traditional, *platform.former_names):
            found = find(shipped, Clues(f"您好，{name}提醒您"))
            asks = shipped.matcher.names[fold(name)].asks
            assert (found.platform_id, found.candidates) == ((None, asks) if asks else (platform.id, ())), name


def test_every_signature_finds_its_owner(shipped: Directory) -> None:
    for platform in shipped.platforms.values():
        for name in set(platform.sms_signatures) - {"金融纠纷调解"}:
            assert find(shipped, Clues(f"【{name}】您好", name)).platform_id == platform.id, name


def test_a_signature_that_is_an_ambiguous_name_of_somebody_else_is_a_question(shipped: Directory) -> None:
    found = find(shipped, Clues("【金融纠纷调解】您好", "金融纠纷调解"))
    assert found == Found(candidates=("sig_yingtan_tiaojie", "sig_tiaojie_class"), via="signature")


def test_a_misspelt_signature_is_a_question(shipped: Directory) -> None:
    assert find(shipped, Clues("x", "招连金融")) == Found(candidates=("zhaolian_xf",), via="signature")
    assert find(shipped, Clues("x", "邮蓄银行")) == Found(candidates=("psbc",), via="signature")
    assert find(shipped, Clues("x", "邮某银行")) == Found(candidates=("psbc",))


def test_a_bare_signature_is_near_to_nothing(shipped: Directory) -> None:
    assert find(shipped, Clues("x", "首水金融")) == Found()


def test_a_hotline_in_the_text_is_a_question(shipped: Directory) -> None:
    assert find(shipped, Clues("详询95588", numbers=("95588",))) == Found(candidates=("icbc",), via="number")
    shared = find(shipped, Clues("详询95188", numbers=("95188",)))
    assert set(shared.candidates) == {"mayi_xf", "mybank", "antgroup_microloan"}


def test_an_address_of_the_company_names_it_and_one_that_looks_like_it_does_not(shipped: Directory) -> None:
    assert find(shipped, Clues("x", links=("https://www.mucfc.com/a?b",))) == Found("zhaolian_xf", via="link")
    assert find(shipped, Clues("x", links=("m.mucfc.com",))).platform_id == "zhaolian_xf"
    for link in ("https://mucfc.com.pay.example/", "https://xmucfc.com/", "https://mucfc.com@evil.example/"):
        assert find(shipped, Clues("x", links=(link,))) == Found()


def test_a_common_word_that_is_a_persons_name_is_no_company(shipped: Directory) -> None:
    assert find(shipped, Clues("小花借款逾期", names=("小花",))).platform_id == "xiaohua"
    assert find(shipped, Clues("你欠友信公司的钱", names=("友信",))) == Found()


@pytest.mark.parametrize(
    ("text", "number", "rejected"),
    [
        ("京东金融客服400-999-9999", "400-999-9999", True),
        ("请打400 000 0000", "400 000 0000", True),
        ("光大银行", "4008205555", True),
        ("招商银行", "4008205555", False),
        ("还呗客服", "0085212345678", True),
        ("广州银行", "95508", True),
        ("广发银行", "95508", False),
        ("京东金融", "95118", False),
    ],
)
def test_a_number_that_is_passed_around_falsely_is_told(
    shipped: Directory, text: str, number: str, rejected: bool
) -> None:
    assert find(shipped, Clues(text, numbers=(number,))).rejected_numbers == ((number,) if rejected else ())


def test_finding_in_a_long_text_is_quick(shipped: Directory) -> None:
    started = time.process_time()
    find(shipped, Clues("您在还呗平台的借款" * 400))
    assert time.process_time() - started < 0.5


_listed = rooms.load()


_names = sorted({name for p in _listed.platforms.values() for name in (*p.aliases, *p.ambiguous_aliases)})
_words = st.lists(st.sampled_from(_names) | st.text("您在的借款平台银行还，。 a1", max_size=4), max_size=6).map("".join)


@settings(max_examples=100, deadline=None)
@given(_words, _words | st.sampled_from(_names))
def test_any_text_gives_an_answer_or_a_question_and_never_both(text: str, signature: str) -> None:
    found = find(_listed, Clues(text, signature, numbers=(text,), links=(text,), names=(signature,)))
    assert found.platform_id is None or not found.candidates
    assert set(found.candidates) <= _listed.platforms.keys()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@pytest.mark.parametrize(
    ("number", "bare"),
    [("+86 955 88", "95588"), ("0086-10086", "10086"), ("４００-820-5555", "4008205555"), ("+852 1234", "008521234")],
)
def test_numbers_are_compared_by_their_digits(number: str, bare: str) -> None:
    assert digits(number) == bare


@pytest.mark.parametrize(
    ("link", "host"),
    [("https://WWW.A.cn:8080/x", "www.a.cn"), ("a.cn?x", "a.cn"), ("http://a.cn@b.cn/c", "b.cn"), ("a.cn.", "a.cn")],
)
def test_the_host_of_a_link(link: str, host: str) -> None:
    assert host_of(link) == host


@settings(max_examples=80, deadline=None)
@given(_words | st.text("招联金融花bei呗360zhao、。 拍贷", max_size=30))
def test_the_quick_sounds_are_those_of_the_places(text: str) -> None:
    ear, folded = _listed.matcher.ear, fold(text)
    assert sound_line(ear, folded) == "".join(sound.code for sound in spoken_sounds(ear, folded))
