"""Which rule is cited for which conduct, by the day of the act."""

from datetime import date
from typing import Final

import pytest

from directory import Directory, grounds
from directory.vocabulary import Force, Quality
from model.labels import GROUP, Group, Label
from model.locale import Locale

NOW: Final = date(2026, 11, 20)
LAST_OLD_DAY: Final = date(2025, 12, 31)
FIRST_NEW_DAY: Final = date(2026, 1, 1)
HANS: Final = Locale.ZH_HANS


def ids(shipped: Directory, *labels: Label, on: date | None = NOW, limit: int = 3) -> list[str]:
    return [ground.id for ground in grounds(shipped, labels, HANS, on, limit)]


def test_repeated_abuse_is_cited_with_the_new_article_from_2026_on(shipped: Directory) -> None:
    ground = grounds(shipped, (Label.OBSCENITY,), HANS, FIRST_NEW_DAY, 1)[0]
    assert (ground.id, ground.article, ground.effective) == ("ps_50_1", "第五十条第一款", "2026-01-01")


def test_an_act_of_2025_is_cited_with_the_old_article(shipped: Directory) -> None:
    ground = grounds(shipped, (Label.OBSCENITY,), HANS, LAST_OLD_DAY, 1)[0]
    assert (ground.id, ground.article) == ("ps_old_42", "旧法第四十二条")
    posing = grounds(shipped, (Label.IMPERSONATION,), HANS, LAST_OLD_DAY, 1)[0]
    assert (posing.id, posing.article, posing.effective) == ("ps_62", "旧法第五十一条", None)


def test_without_a_day_a_renumbered_law_is_named_without_its_article(shipped: Directory) -> None:
    for label in (Label.INSULT, Label.IMPERSONATION, Label.OBSCENITY):
        found = [g for g in grounds(shipped, (label,), HANS, None, 9) if "治安管理" in g.title]
        assert found
        assert all(g.article is None for g in found if g.id != "ps_50_2")


def test_without_a_day_a_law_that_kept_its_numbers_keeps_them(shipped: Directory) -> None:
    first = grounds(shipped, (Label.THIRD_PARTY_CONTACT,), HANS, None, 1)[0]
    assert first.article == "第一千零三十二、一千零三十三条"


def test_a_rule_that_did_not_exist_yet_is_not_cited(shipped: Directory) -> None:
    early = ids(shipped, Label.VISIT_THREAT, Label.DATA_DISCLOSURE, Label.INSULT, on=date(2024, 6, 1), limit=99)
    assert not {"ps_50_2", "ps_56", "gbt45251_2025", "cba_2026"} & set(early)


def test_what_ended_is_never_cited_for_an_act_of_today(shipped: Directory) -> None:
    for label in Label:
        assert "ps_old_42" not in ids(shipped, label, limit=99)


def test_law_comes_before_standards_and_self_discipline(shipped: Directory) -> None:
    order = list(Force)
    for label in Label:
        for limit in (1, 2, 3, 5):
            forces = [order.index(Force(g.force)) >= 3 for g in grounds(shipped, (label,), HANS, NOW, limit)]
            assert forces == sorted(forces)


def test_a_standard_is_called_recommended_and_a_guide_self_discipline(shipped: Directory) -> None:
    for record in shipped.grounds.values():
        if record.labels and record.force is Force.STANDARD:
            assert "推荐性" in record.title.zh_hans
            assert "recommended" in record.title.en
        if record.labels and record.force is Force.SELF_DISCIPLINE:
            assert "自律" in record.title.zh_hans
            assert "self-discipline" in record.title.en


def test_a_short_list_does_not_cite_one_law_three_times(shipped: Directory) -> None:
    for label in Label:
        found = grounds(shipped, (label,), HANS, NOW, 3)
        titles = [ground.title for ground in found]
        every = {shipped.grounds[g].title.zh_hans for g in ids(shipped, label, limit=99)}
        assert len(set(titles)) >= min(len(titles), len(every)) - 1


def test_the_two_first_cards_cite_what_fits_them(shipped: Directory) -> None:
    assert ids(shipped, Label.OBSCENITY, Label.INSULT) == ["ps_50_1", "cc_1024", "cba_2026"]
    assert ids(shipped, Label.THIRD_PARTY_CONTACT) == ["cc_1032_1033", "pipl_44_47", "gbt45251_2025"]


def test_every_suspected_label_rests_on_a_law(shipped: Directory) -> None:
    for label in Label:
        if GROUP[label] is not Group.KIND:
            assert grounds(shipped, (label,), HANS, NOW, 1)[0].force == "law", label
    assert ids(shipped, Label.LAWFUL_REMINDER) == ["cc_675"]
    assert ids(shipped, Label.OTHER) == []


def test_no_rule_that_was_not_confirmed_is_cited(shipped: Directory) -> None:
    for label in Label:
        for id_ in ids(shipped, label, limit=99):
            assert shipped.grounds[id_].quality is not Quality.UNVERIFIED


def test_articles_that_were_not_seen_are_not_cited(shipped: Directory) -> None:
    for record in shipped.grounds.values():
        assert "article" not in record.unverified_fields or record.article is None, record.id


@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_no_more_than_asked_for(shipped: Directory, limit: int) -> None:
    assert len(grounds(shipped, tuple(Label), HANS, NOW, limit)) == limit


def test_a_ground_is_told_in_the_language_of_the_reader(shipped: Directory) -> None:
    told = [grounds(shipped, (Label.INSULT,), locale, NOW, 1)[0] for locale in Locale]
    assert [g.article for g in told] == ["第五十条第一款", "第五十條第一款", "Art. 50(1)"]


def test_every_ground_says_that_conduct_is_only_suspected_where_the_sources_dispute_it(shipped: Directory) -> None:
    assert "可能" in shipped.grounds["cl_274"].plain.zh_hans
    assert "看办案机关" in shipped.grounds["ps_50_2"].plain.zh_hans
    assert "债务本身要非法" in shipped.grounds["cl_293_1"].plain.zh_hans


BANK: Final = "bank"
CFC: Final = "consumer_finance_company"
MICROLOAN: Final = "online_microloan"


def of_lender(shipped: Directory, label: Label, licence: str | None, on: date = NOW, limit: int = 3) -> list[str]:
    return [ground.id for ground in grounds(shipped, (label,), HANS, on, limit, licence_type=licence)]


@pytest.mark.parametrize(
    ("licence", "rule"),
    [
        (MICROLOAN, "mcc_2025"),
        (CFC, "cfc_2024"),
        (BANK, "nfra_consumer_2022"),
        ("internet_insurer", "nfra_consumer_2022"),
    ],
)
def test_the_rule_for_this_kind_of_lender_has_a_place_of_its_own(shipped: Directory, licence: str, rule: str) -> None:
    found = of_lender(shipped, Label.THIRD_PARTY_CONTACT, licence)
    assert rule in found
    assert shipped.grounds[found[0]].force is Force.LAW
    assert len(found) == 3


def test_a_rule_for_another_kind_of_lender_is_not_cited(shipped: Directory) -> None:
    bound = {g.id: set(g.licences) for g in shipped.grounds.values() if g.licences}
    assert {"mcc_2025", "cfc_2024", "nfra_consumer_2022", "complaint_2020", "cba_2026"} <= bound.keys()
    for label in Label:
        for licence in (BANK, CFC, MICROLOAN, "internet_insurer"):
            for ground in of_lender(shipped, label, licence, limit=99):
                assert licence in bound.get(ground, {licence}), (label, licence, ground)


@pytest.mark.parametrize("licence", [None, "collection_agency", "unattributed_sms_signature", "unlicensed"])
def test_where_the_lender_is_not_known_no_rule_for_one_kind_is_cited_as_law(
    shipped: Directory, licence: str | None
) -> None:
    for label in Label:
        for ground in of_lender(shipped, label, licence, limit=99):
            record = shipped.grounds[ground]
            assert not record.licences or record.force is Force.SELF_DISCIPLINE


def test_the_rules_on_complaints_come_with_the_lenders_they_bind(shipped: Directory) -> None:
    assert "complaint_2020" in of_lender(shipped, Label.HARASSMENT_FREQUENCY, BANK, limit=99)
    assert "complaint_2020" not in of_lender(shipped, Label.HARASSMENT_FREQUENCY, MICROLOAN, limit=99)
    assert "complaint_2020" not in of_lender(shipped, Label.HARASSMENT_FREQUENCY, None, limit=99)


def test_a_rule_without_a_confirmed_day_is_not_cited_for_acts_before_it_was_published(shipped: Directory) -> None:
    assert "mcc_2025" not in of_lender(shipped, Label.INSULT, MICROLOAN, on=date(2025, 1, 16), limit=99)
    assert "mcc_2025" in of_lender(shipped, Label.INSULT, MICROLOAN, on=date(2025, 1, 17), limit=99)
    assert "cfc_2024" not in of_lender(shipped, Label.THREAT_PERSON, CFC, on=date(2024, 4, 17), limit=99)


@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_the_rule_of_a_lender_does_not_make_the_list_longer(shipped: Directory, limit: int) -> None:
    for licence in (BANK, CFC, MICROLOAN):
        for label in Label:
            found = of_lender(shipped, label, licence, limit=limit)
            assert len(found) <= limit
            assert len(set(found)) == len(found)
