"""The bureau of a place, and who held a number."""

import pytest

from directory import Directory, Query, bureau_for, bureau_of, contact, false_claims, holder_of, route
from model.labels import Label
from model.locale import Locale


@pytest.mark.parametrize(
    ("place", "bureau"),
    [
        ("重庆", "lfb_50"),
        ("重庆市", "lfb_50"),
        ("四川成都", "lfb_51"),
        ("四川省成都市", "lfb_51"),
        ("廣東深圳", "lfb_4403"),
        ("深圳", "lfb_4403"),
        ("广东", "lfb_44"),
        ("广州", "lfb_44"),
        ("北京市朝阳区", "lfb_11"),
        ("朝阳", "lfb_21"),
        ("内蒙古包头", "lfb_15"),
        ("克拉玛依", "lfb_65"),
        ("梅州", "lfb_44"),
        ("北京 / 上海", "gov_12345"),
        ("火星", "gov_12345"),
        ("", "gov_12345"),
        (None, "gov_12345"),
    ],
)
def test_the_bureau_of_a_place(shipped: Directory, place: str | None, bureau: str) -> None:
    assert bureau_for(shipped, place) == bureau


def test_there_are_31_provinces_and_one_city_with_a_bureau_of_its_own(shipped: Directory) -> None:
    assert len(shipped.provinces) == 32
    assert len({province.bureau for province in shipped.provinces.values()}) == 32
    cities = [city for province in shipped.provinces.values() for city in province.cities]
    assert len(cities) == len(set(cities))


def test_every_place_of_a_company_is_known_but_for_those_that_are_two(shipped: Directory) -> None:
    unknown = {
        p.entity_place
        for p in shipped.platforms.values()
        if p.entity_place and bureau_for(shipped, p.entity_place) == "gov_12345"
    }
    assert unknown == {"北京 / 上海"}


def test_every_microloan_company_has_a_bureau(shipped: Directory) -> None:
    for platform in shipped.platforms.values():
        if platform.licence_type == "online_microloan":
            assert bureau_of(shipped, platform.id).startswith("lfb_"), platform.id
    assert bureau_of(shipped, "duxiaoman") == "lfb_50"
    assert bureau_of(shipped, "pingan_puhui") == "gov_12345"
    assert bureau_of(shipped, "there_is_none") == "gov_12345"


def test_no_bureau_has_a_number_that_was_not_confirmed(shipped: Directory) -> None:
    for province in shipped.provinces.values():
        body = contact(shipped, province.bureau, Locale.ZH_HANS)
        assert body.phone is None
        assert "12345" in (body.how_to_find or "")


def test_a_route_leads_to_the_bureau_of_the_place(shipped: Directory) -> None:
    query = Query((Label.INSULT,), "online_microloan", place="重庆")
    assert [routed.channel_id for routed in route(shipped, query)] == ["lender_internal", "lfb_50", "c12321"]
    unknown = Query((Label.INSULT,), "online_microloan", place="火星")
    assert [routed.channel_id for routed in route(shipped, unknown)] == [
        "lender_internal",
        "local_fin_bureau",
        "c12321",
    ]


def test_the_holder_of_a_number_is_a_dated_statement(shipped: Directory) -> None:
    assert len(shipped.holders) == 37
    for locale, words in (
        (Locale.ZH_HANS, "大约 2018 年"),
        (Locale.ZH_HANT, "大約 2018 年"),
        (Locale.EN, "About 2018"),
    ):
        held = holder_of(shipped, "95783", locale)
        assert held
        assert words in held.statement
        assert held.look_up == "miit_number_lookup"
    assert holder_of(shipped, "95533", Locale.ZH_HANS) is None


def test_a_rejected_number_tells_why_it_was_rejected(shipped: Directory) -> None:
    assert {record.id for record in false_claims(shipped, "400-888-8888")} == {"r_4008888888"}
    assert false_claims(shipped, "0085212345678")
    assert false_claims(shipped, "95588") == ()
