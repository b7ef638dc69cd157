"""What may be shown of each body and company: a table, written by hand from the sources."""

import re
from datetime import date, timedelta
from typing import Final

import pytest

import directory as rooms
from directory import Directory, contact, mailbox, platform_contact, platform_phone, second_lines
from directory.contact import may_show
from directory.folding import digits
from directory.rules import width
from directory.schema import Localised
from directory.vocabulary import Quality
from model.contact import Hours
from model.errors import DataError
from model.locale import Locale

HANS: Final = Locale.ZH_HANS

# id: phone, web, WeChat entry, hours. None means: not confirmed, or there is none.
TABLE: Final[dict[str, tuple[str | None, str | None, str | None, Hours]]] = {
    "agency_list": (None, None, None, Hours.VARIES),
    "app_pi_report": (None, None, "工信微报", Hours.VARIES),
    "appstore": (None, None, None, Hours.VARIES),
    "c12300": (None, None, None, Hours.VARIES),
    "c12321": ("010-12321", "www.12321.cn", "12321受理中心", Hours.ONLINE),
    "c12321_call_form": (None, None, None, Hours.ONLINE),
    "c12321_sms_form": (None, "www.12321.cn", "12321受理中心", Hours.ONLINE),
    "c12377": ("12377", "www.12377.cn", None, Hours.ONLINE),
    "c12381": (None, None, None, Hours.VARIES),
    "carrier_mobile": (None, None, "中国移动高频骚扰电话防护", Hours.VARIES),
    "carrier_report": (None, None, None, Hours.VARIES),
    "carrier_telecom": (None, None, "天翼防骚扰", Hours.VARIES),
    "carrier_unicom": (None, None, "联通助理", Hours.VARIES),
    "cba": (None, None, None, Hours.VARIES),
    "court_12368": ("12368", None, "人民法院在线服务", Hours.WEEKDAY_DAYTIME),
    "court_online": (None, None, "人民法院在线服务", Hours.VARIES),
    "crisis_12356": ("12356", None, None, Hours.VARIES),
    "crisis_other": (None, None, None, Hours.VARIES),
    "fcps_miniapp": (None, None, "金融消费者保护服务平台", Hours.ONLINE),
    "gov_12345": ("12345", None, None, Hours.VARIES),
    "heimao": (None, None, None, Hours.VARIES),
    "jilin_platform": (None, None, "吉林省金融消费者权益保护服务平台", Hours.ONLINE),
    "lawyer_verify": (None, None, None, Hours.VARIES),
    "legal_12348": ("12348", None, None, Hours.VARIES),
    "lender_internal": (None, None, None, Hours.VARIES),
    "license_lookup": (None, None, None, Hours.VARIES),
    "local_cf_assoc": (None, None, None, Hours.VARIES),
    "local_fin_bureau": (None, None, None, Hours.WEEKDAY_DAYTIME),
    "mediation_center": (None, None, None, Hours.WEEKDAY_DAYTIME),
    "miit_number_lookup": (None, None, None, Hours.VARIES),
    "mps_cyber": (None, None, None, Hours.VARIES),
    "nfra_12378": ("12378", None, None, Hours.WEEKDAY_DAYTIME),
    "nfra_report": (None, None, None, Hours.WEEKDAY_DAYTIME),
    "nifa_jubao": (None, None, None, Hours.VARIES),
    "p110": ("110", None, None, Hours.ALWAYS),
    "p119": ("119", None, None, Hours.ALWAYS),
    "p120": ("120", None, None, Hours.ALWAYS),
    "p12110": ("12110", None, None, Hours.ALWAYS),
    "p12309": ("12309", None, None, Hours.VARIES),
    "p12337": (None, None, None, Hours.VARIES),
    "p12338": ("12338", None, None, Hours.VARIES),
    "p12355": ("12355", None, None, Hours.VARIES),
    "p12356": ("12356", None, None, Hours.VARIES),
    "p12389": (None, None, None, Hours.VARIES),
    "p96110": ("96110", None, None, Hours.VARIES),
    "pboc_12363": ("12363", None, None, Hours.VARIES),
    "people_leaders": (None, None, None, Hours.VARIES),
    "people_mediation": (None, None, None, Hours.VARIES),
    "petition": (None, None, None, Hours.VARIES),
    "pipl_cac": (None, None, None, Hours.VARIES),
    "pipl_request": (None, None, None, Hours.VARIES),
    "platform_abuse": (None, None, None, Hours.VARIES),
    "samr_12315": ("12315", "www.12315.cn", "12315", Hours.ONLINE),
    "xiaofeibao": (None, None, None, Hours.VARIES),
}

# The bureaus of a place: the name where it is confirmed, and the address where it is. None has a confirmed number.
BUREAUS: Final[dict[str, tuple[str | None, str | None]]] = {
    "lfb_11": (None, None), "lfb_12": ("天津市地方金融管理局", None), "lfb_13": ("河北省地方金融管理局", None),
    "lfb_14": ("山西省地方金融管理局", None), "lfb_15": (None, None), "lfb_21": (None, None), "lfb_22": (None, None),
    "lfb_23": (None, None), "lfb_31": ("上海市地方金融管理局", None),
    "lfb_32": ("江苏省地方金融管理局", "www.jsjrb.gov.cn"), "lfb_33": (None, None), "lfb_34": (None, None),
    "lfb_35": (None, None), "lfb_36": ("江西省地方金融管理局", None), "lfb_37": (None, None), "lfb_41": (None, None),
    "lfb_42": (None, None), "lfb_43": (None, None), "lfb_44": (None, None),
    "lfb_4403": ("深圳市地方金融管理局", None), "lfb_45": (None, None), "lfb_46": (None, None),
    "lfb_50": ("重庆市地方金融管理局", None), "lfb_51": (None, None), "lfb_52": (None, None), "lfb_53": (None, None),
    "lfb_54": (None, None), "lfb_61": (None, None), "lfb_62": (None, None), "lfb_63": (None, None),
    "lfb_64": (None, None), "lfb_65": (None, None),
}  # fmt: skip

# Further numbers that are confirmed, nearly all of them card lines.
SECOND_LINES: Final = {
    "abc": "4006695599", "bob": "4006601169", "boc": "4006695566", "bocom": "4008009888", "ccb": "4008200588",
    "citic": "4008895558", "cmb": "4008205555", "cmbc": "4006695568", "hxb": "4006695577", "psbc": "4008895580",
    "spdb": "4008208788", "zhaolian_xf": "4000012222",
}  # fmt: skip

# Mailboxes out of the companies' own policies, with the day of the policy.
MAILBOXES: Final = {
    "cib": ("95561@cib.com.cn", "2020-09-01"), "juduoduo": ("ppp@juzishuke.com", "2020-11-19"),
    "pab": ("pab_grysdyfw@pingan.com.cn", "2019-12-19"), "zhaolian_xf": ("4000012222@mucfc.com", "2020-09-18"),
}  # fmt: skip

# The numbers of companies that two sources or a company's own text confirm. All others have none.
LINES: Final = {
    "abc": "95599", "antgroup_microloan": "95188", "beiyin_xf": "4006695526", "bob": "95526", "boc": "95566",
    "bocd": "95507", "bocom": "95559", "bosh": "95594", "caifutong": "95017", "cbhb": "4008888811", "ccb": "95533",
    "ceb": "95595", "cgb": "95508", "cib": "95561", "citic": "95558", "cmb": "95555", "cmbc": "95568",
    "csbank": "4006796511", "czbank": "95527", "doudouqian": "4001601666", "douyin": "95152", "duxiaoman": "95055",
    "fenqile": "95730", "gzcb": "4008396699", "haier_xf": "4000187777", "hangyin_xf": "4008689966",
    "haofenqi": "4000856608", "hkbank": "4006096558", "hrbb": "4006695537", "hsbank": "4008896588",
    "hsbc_cn": "95366", "huanbei": "4006816666", "hxb": "95577", "icbc": "95588", "jd_baitiao": "95118",
    "jsbank": "95319", "juduoduo": "4001071666", "klb": "95379", "mayi_xf": "95188", "meituan": "95172",
    "mybank": "95188", "nbcb": "95574", "njcb": "95302", "pab": "95511", "psbc": "95580", "qifu_360": "4006030360",
    "rong360": "10100360", "sanxiang": "0731-96500", "sjbank": "95337", "spdb": "95528", "tjbank": "956056",
    "webank": "95384", "xiaoying": "952592", "xib": "956085", "zhaolian_xf": "95786", "zhongbang": "4006886868",
    "zhongyuan_xf": "4001112233", "zybank": "95186",
}  # fmt: skip


# The bodies and entries that were researched first; those of later readings and the bureaus come on top.
FIRST: Final = {
    "agency_list", "app_pi_report", "appstore", "c12300", "c12321", "c12377", "c12381", "carrier_report", "cba",
    "court_12368", "court_online", "crisis_12356", "crisis_other", "fcps_miniapp", "gov_12345", "heimao",
    "jilin_platform", "lawyer_verify", "legal_12348", "lender_internal", "license_lookup", "local_cf_assoc",
    "local_fin_bureau", "mediation_center", "miit_number_lookup", "mps_cyber", "nfra_12378", "nfra_report",
    "nifa_jubao", "p110", "p12110", "p12309", "p12337", "p12389", "p96110", "pboc_12363", "people_leaders",
    "people_mediation", "petition", "pipl_cac", "pipl_request", "platform_abuse", "samr_12315", "xiaofeibao",
}  # fmt: skip


def test_the_table_names_every_channel(shipped: Directory) -> None:
    assert len(FIRST) == 44
    assert TABLE.keys() >= FIRST
    assert len(BUREAUS) == 32
    assert TABLE.keys() | BUREAUS.keys() == shipped.channels.keys()


def test_58_companies_have_a_confirmed_number() -> None:
    assert len(LINES) == 58


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("days", [0, 91, 181])
def test_no_number_is_shown_that_is_not_verified(shipped: Directory, locale: Locale, days: int) -> None:
    """Over all records, as of three ages: the number of a channel is in its table, that of a company in its own."""
    today = date(2026, 11, 21) + timedelta(days=days)
    unverified = []
    for id_ in (*shipped.channels, *shipped.platforms):
        told = rooms.shown(shipped, id_, locale, today)
        phones = {told.contact.phone} if told and told.contact.phone else set()
        phones |= {line.number for line in second_lines(shipped, id_, locale, today)}
        confirmed = {LINES.get(id_), SECOND_LINES.get(id_), TABLE[id_][0] if id_ in TABLE else None}
        unverified += [(id_, phone) for phone in phones - confirmed]
    assert unverified == []


def test_a_rejected_number_is_never_shown(shipped: Directory) -> None:
    everywhere = {digits(r.number) for r in shipped.rejected.values() if r.number and r.everywhere}
    numbers = {digits(n) for p in shipped.platforms.values() for n in p.numbers}
    numbers |= {digits(c.phone) for c in shipped.channels.values() if c.phone}
    assert everywhere
    assert not everywhere & numbers
    for record in shipped.rejected.values():
        for owner in record.platforms:
            assert record.number is None or digits(record.number) not in map(digits, shipped.platforms[owner].numbers)


@pytest.mark.parametrize("channel", sorted(TABLE))
def test_a_channel_shows_what_the_table_says(shipped: Directory, channel: str) -> None:
    phone, web, wechat, hours = TABLE[channel]
    for locale in Locale:
        body = contact(shipped, channel, locale)
        assert (body.phone, body.web, body.hours) == (phone, web, hours)
        assert (body.wechat is None) is (wechat is None)
        # The name to search for stays in the script in which it is registered.
        assert wechat is None or f"「{wechat}」" in (body.wechat or "")


@pytest.mark.parametrize("bureau", sorted(BUREAUS))
def test_a_bureau_shows_what_the_table_says(shipped: Directory, bureau: str) -> None:
    name, web = BUREAUS[bureau]
    body = contact(shipped, bureau, Locale.ZH_HANS)
    assert (body.phone, body.web, body.wechat) == (None, web, None)
    assert "12345" in (body.how_to_find or "")
    assert (body.name == name) if name else ("的地方金融管理局" in body.name)


def test_further_lines_and_mailboxes_are_those_of_the_tables(shipped: Directory) -> None:
    lines = {p: found[0].number for p in shipped.platforms if (found := second_lines(shipped, p, Locale.ZH_HANS))}
    assert lines == SECOND_LINES
    boxes = {p: (b.address, b.policy_date.isoformat()) for p in shipped.platforms if (b := mailbox(shipped, p, HANS))}
    assert boxes == MAILBOXES


def test_no_field_that_is_not_verified_is_shown(shipped: Directory) -> None:
    shown = 0
    for channel in shipped.channels.values():
        body = contact(shipped, channel.id, Locale.ZH_HANS)
        if channel.superseded_by:
            continue
        for field in channel.unverified_fields:
            shown += field in ("phone", "web", "wechat", "wants", "accepts") and getattr(body, field) is not None
        if channel.quality is Quality.UNVERIFIED:
            shown += any((body.phone, body.web, body.wechat))
    assert shown == 0


def test_the_number_of_a_company_is_shown_only_where_it_is_confirmed(shipped: Directory) -> None:
    shown = {id_: phone.number for id_ in shipped.platforms if (phone := platform_phone(shipped, id_))}
    assert shown == LINES


def test_a_company_without_a_confirmed_number_has_no_contact(shipped: Directory) -> None:
    assert platform_contact(shipped, "shanyin_wecash", Locale.ZH_HANS) is None
    assert platform_phone(shipped, "mashang_xf") is None
    assert platform_phone(shipped, "there_is_none") is None


def test_a_company_line_comes_with_its_note_and_day(shipped: Directory) -> None:
    body = platform_contact(shipped, "meituan", Locale.ZH_HANS)
    assert body is not None
    assert body.phone == "95172"
    assert "月付" in (body.phone_note or "")
    assert body.checked_on.isoformat() == "2026-11-21"


def test_every_body_can_be_reached_or_says_how_to_find_it(shipped: Directory) -> None:
    for channel in shipped.channels:
        body = contact(shipped, channel, Locale.ZH_HANS)
        assert any((body.phone, body.web, body.wechat, body.how_to_find)), channel


def test_a_retired_record_leads_to_its_successor(shipped: Directory) -> None:
    assert contact(shipped, "crisis_12356", Locale.ZH_HANS) == contact(shipped, "p12356", Locale.ZH_HANS)


def test_the_reason_of_a_route_takes_the_place_of_the_general_one(shipped: Directory) -> None:
    assert contact(shipped, "c12321", Locale.EN, why="because").why == "because"
    assert contact(shipped, "c12321", Locale.EN).why == shipped.channels["c12321"].why.en


def test_an_unknown_body_is_a_fault(shipped: Directory) -> None:
    with pytest.raises(DataError, match="no channel"):
        contact(shipped, "there_is_none", Locale.ZH_HANS)


def test_it_is_not_said_that_a_complaint_has_to_come_before_12378(shipped: Directory) -> None:
    assert not may_show(shipped.channels["nfra_12378"], "before")
    assert not may_show(shipped.channels["nfra_12378"], "web")


def test_the_report_centre_wants_one_line(shipped: Directory) -> None:
    body = contact(shipped, "c12321", Locale.ZH_HANS)
    assert body.wants == "填完整号码、原文、截图，免费"


def test_names_and_wants_fit_the_card(shipped: Directory) -> None:
    for channel in shipped.channels.values():
        for locale in Locale:
            assert width(channel.name.to(locale)) <= 19, channel.id
            assert channel.wants is None or width(channel.wants.to(locale)) <= 38, channel.id
    for platform in shipped.platforms.values():
        assert all(width(platform.names.to(locale)) <= 19 for locale in Locale), platform.id


def test_the_three_languages_are_three_languages(shipped: Directory) -> None:
    simplified_only = re.compile("[们银权骚扰诉询贷说请号码证据单监护发话网络资讯]")
    traditional_only = re.compile("[們銀權騷擾訴詢貸說請號碼證據單監護發話網絡資訊]")
    for text in _texts(shipped):
        outside = re.sub("「[^」]*」", "", text.zh_hant)
        assert not simplified_only.search(outside), text.zh_hant
        assert not traditional_only.search(re.sub("「[^」]*」", "", text.zh_hans)), text.zh_hans
        english = re.sub("「[^」]*」|, (?:我要投诉|垃圾短信|我的案件)", "", text.en)
        assert not re.search("[\u4e00-\u9fff]", english), text.en


def _texts(listed: Directory) -> list[Localised]:
    channels = [
        text
        for c in listed.channels.values()
        for text in (
            c.name,
            c.operator,
            c.phone_note,
            c.wechat,
            c.accepts,
            c.wants,
            c.why,
            c.how_to_find,
            c.look_up,
            c.before,
        )
    ]
    platforms = [t for p in listed.platforms.values() for t in (p.names, p.statement, p.phone and p.phone.note)]
    lines = [line.label for p in listed.platforms.values() for line in p.second_lines]
    lines += [p.privacy_mailbox.reply for p in listed.platforms.values() if p.privacy_mailbox]
    held = [h.statement for h in listed.holders.values()]
    laws = [t for g in listed.grounds.values() for t in (g.title, g.article, g.article_before, g.plain, g.binds)]
    routes = [step.why for r in listed.routes for step in r.steps]
    rest = [x.rule for x in listed.limits.values()] + [x.reason for x in listed.rejected.values()]
    return [text for text in (*channels, *platforms, *lines, *held, *laws, *routes, *rest) if text]


def test_shipped_records_carry_nothing_that_may_not_be_said() -> None:
    assert rooms.check() == ()
