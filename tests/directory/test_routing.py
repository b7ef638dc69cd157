"""Who is competent in which situation, by the situations that people come with."""

import re
from collections.abc import Mapping
from itertools import product
from typing import Final

import pytest

from directory import Directory, Query, contact, route, verify_channel
from directory.vocabulary import LicenceType
from model.contact import Hours
from model.labels import GROUP, Group, Label
from model.locale import Locale

BANK: Final = "bank"
CFC: Final = "consumer_finance_company"
MICROLOAN: Final = "online_microloan"
FACILITATION: Final = "loan_facilitation_without_own_lending_licence"
SIGNATURE: Final = "unattributed_sms_signature"
VIOLATIONS: Final = tuple(label for label in Label if GROUP[label] is Group.VIOLATION)

# The route, a situation, and the bodies in order.
SITUATIONS: Final[Mapping[str, tuple[Query, tuple[str, ...]]]] = {
    "danger_now": (Query((Label.VISIT_THREAT,), BANK, danger=True), ("p110", "p12110")),
    "doctored_picture": (
        Query((Label.OBSCENITY,), BANK, situation="doctored_picture"), ("p110", "platform_abuse", "c12377"),
    ),
    "data_leak": (
        Query((Label.DATA_DISCLOSURE,), BANK, situation="data_leak"), ("pipl_request", "pipl_cac", "app_pi_report"),
    ),
    "money_paid": (Query((Label.MONEY_TRAP,), paid=True), ("p110", "p96110")),
    "official_notice": (Query((Label.OFFICIAL_NOTICE,)), ("court_12368",)),
    "lawful_reminder": (Query((Label.LAWFUL_REMINDER,), BANK), ("legal_12348",)),
    "poses_as_police": (
        Query((Label.IMPERSONATION,), posing="police"), ("p110", "court_12368", "c12321"),
    ),
    "police_first": (
        Query((Label.OBSCENITY, Label.INSULT), FACILITATION, police=True), ("p110", "c12321", "lender_internal"),
    ),
    "threats_first": (Query((Label.THREAT_FAMILY,), BANK), ("p110", "lender_internal", "fcps_miniapp")),
    "poses_as_lawyer": (
        Query((Label.FALSE_LEGAL_THREAT,), posing="lawyer"), ("lawyer_verify", "legal_12348", "c12321"),
    ),
    "poses_as_court": (Query((Label.FALSE_LEGAL_THREAT,), posing="court"), ("court_12368", "p110", "c12321")),
    "money_trap": (Query((Label.MONEY_TRAP,)), ("p96110", "c12321")),
    "poses_as_office": (Query((Label.IMPERSONATION,)), ("court_12368", "p110", "c12321")),
    "online_exposure": (
        Query((Label.EXPOSURE_THREAT,), BANK, online=True), ("c12377", "platform_abuse", "lender_internal"),
    ),
    "debt_service_ad": (Query((Label.DEBT_SERVICE_AD,)), ("samr_12315", "p96110")),
    "bystander_bank": (
        Query((Label.THIRD_PARTY_CONTACT,), CFC, bystander=True), ("lender_internal", "c12321", "nfra_12378"),
    ),
    "bystander_microloan": (
        Query((Label.THIRD_PARTY_CONTACT,), MICROLOAN, bystander=True),
        ("lender_internal", "c12321", "local_fin_bureau"),
    ),
    "bystander_signature": (
        Query((Label.DATA_DISCLOSURE,), SIGNATURE, bystander=True), ("c12321", "pipl_request"),
    ),
    "bystander_company": (
        Query((Label.DATA_DISCLOSURE,), FACILITATION, bystander=True), ("c12321", "lender_internal", "pipl_request"),
    ),
    "bystander_unknown": (Query((Label.THIRD_PARTY_CONTACT,), bystander=True), ("c12321", "pipl_request")),
    "borrower_bank": (Query((Label.INSULT,), BANK), ("lender_internal", "fcps_miniapp", "nfra_12378")),
    "borrower_insurer": (
        Query((Label.INSULT,), "internet_insurer"), ("lender_internal", "fcps_miniapp", "nfra_12378"),
    ),
    "borrower_microloan": (Query((Label.INSULT,), MICROLOAN), ("lender_internal", "local_fin_bureau", "c12321")),
    "borrower_facilitation": (Query((Label.INSULT,), FACILITATION), ("c12321", "lender_internal", "agency_list")),
    "borrower_agency": (
        Query((Label.INSULT,), "collection_agency"), ("lender_internal", "agency_list", "c12321"),
    ),
    "borrower_signature": (Query((Label.INSULT,), SIGNATURE), ("c12321", "pipl_request", "lender_internal")),
    "borrower_unlicensed": (Query((Label.INSULT,), "unlicensed"), ("local_fin_bureau", "c12321")),
    "borrower_defunct": (Query((Label.INSULT,), "defunct_or_collapsed"), ("c12321", "pipl_request")),
    "borrower_unknown": (
        Query((Label.HARASSMENT_FREQUENCY,)), ("c12321", "lender_internal", "pipl_request"),
    ),
}  # fmt: skip


def test_every_route_has_a_situation(shipped: Directory) -> None:
    assert len(shipped.routes) == 29
    assert SITUATIONS.keys() == {place.id for place in shipped.routes}


@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_a_situation_leads_to_the_bodies_that_are_competent(shipped: Directory, name: str) -> None:
    query, bodies = SITUATIONS[name]
    found = route(shipped, query)
    assert tuple(routed.channel_id for routed in found) == bodies
    assert name in {routed.route_id for routed in found}


@pytest.mark.parametrize("licence", [None, *LicenceType])
@pytest.mark.parametrize("bystander", [True, False])
def test_the_police_come_first_for_threats_whoever_lends(
    shipped: Directory, licence: LicenceType | None, bystander: bool
) -> None:
    for label in (Label.THREAT_PERSON, Label.THREAT_FAMILY):
        assert route(shipped, Query((label,), licence, bystander=bystander))[0].channel_id == "p110"
    for label in VIOLATIONS:
        assert route(shipped, Query((label,), licence, bystander=bystander, police=True))[0].channel_id == "p110"


def test_every_violation_leads_to_a_body_and_to_three_at_most(shipped: Directory) -> None:
    for label, licence, bystander, police in product(VIOLATIONS, [None, *LicenceType], [True, False], [True, False]):
        found = route(shipped, Query((label,), licence, bystander=bystander, police=police))
        ids = [routed.channel_id for routed in found]
        assert 1 <= len(ids) <= 3
        assert len(set(ids)) == len(ids)


def test_a_person_who_owes_nothing_can_do_something_at_night(shipped: Directory) -> None:
    at_night = (Hours.ALWAYS, Hours.ONLINE)
    for label, licence in product(VIOLATIONS, [None, *LicenceType]):
        found = route(shipped, Query((label,), licence, bystander=True))
        assert any(shipped.channels[routed.channel_id].hours in at_night for routed in found), label


def test_microloan_companies_are_not_sent_to_12378(shipped: Directory) -> None:
    for label in VIOLATIONS:
        for bystander in (True, False):
            found = route(shipped, Query((label,), MICROLOAN, bystander=bystander))
            assert "nfra_12378" not in {routed.channel_id for routed in found}


@pytest.mark.parametrize("label", [Label.OWN_WORDS, Label.OTHER])
def test_where_nothing_was_found_nobody_is_named(shipped: Directory, label: Label) -> None:
    assert route(shipped, Query((label,))) == ()
    assert route(shipped, Query(())) == ()


def test_danger_comes_before_everything_even_without_a_label(shipped: Directory) -> None:
    assert [routed.channel_id for routed in route(shipped, Query((), danger=True))] == ["p110", "p12110"]


def test_a_lawful_reminder_is_never_complained_of(shipped: Directory) -> None:
    found = route(shipped, Query((Label.LAWFUL_REMINDER,), BANK, bystander=True, known_source=True))
    assert [routed.channel_id for routed in found] == ["legal_12348"]


def test_every_step_says_why_in_three_languages(shipped: Directory) -> None:
    for query, _ in SITUATIONS.values():
        for routed in route(shipped, query):
            whys = {routed.why(locale) for locale in Locale}
            assert len(whys) >= 2
            assert contact(shipped, routed.channel_id, Locale.EN, why=routed.why(Locale.EN)).why in whys


# A route that holds only where somebody has told something of himself or of his lender says so in its sentence.
UNKNOWABLE: Final = re.compile("你不欠|放款方是(?!什么)|没牌照|没有牌照|原平台|注册在")


def test_no_sentence_claims_what_cannot_be_known(shipped: Directory) -> None:
    whys = [step.why.zh_hans for place in shipped.routes for step in place.steps]
    whys += [channel.why.zh_hans for channel in shipped.channels.values()]
    doubtful = [why for why in whys if UNKNOWABLE.search(why)]
    assert len(doubtful) > 5
    assert all(why.startswith(("若", "如果")) for why in doubtful)


@pytest.mark.parametrize("police", [True, False])
def test_repeated_abuse_leads_to_the_police_whatever_else_is_the_case(shipped: Directory, police: bool) -> None:
    for label in (Label.OBSCENITY, Label.INSULT, Label.EXPOSURE_THREAT):
        for licence, bystander, online in product([None, *LicenceType], [True, False], [True, False]):
            found = route(shipped, Query((label,), licence, bystander=bystander, online=online, police=police))
            assert (found[0].channel_id == "p110") is police


def test_criminal_conduct_skips_the_queue(shipped: Directory) -> None:
    """No complaint to a company has to come first: no route to the police names anything before them but a check."""
    for place in shipped.routes:
        bodies = [step.channel for step in place.steps]
        if "p110" in bodies:
            assert bodies.index("p110") == 0 or bodies[0] in ("court_12368", "lawyer_verify"), place.id


def test_the_bureau_is_the_one_of_the_place_and_12345_stands_behind_it(shipped: Directory) -> None:
    for province in shipped.provinces.values():
        query = Query((Label.INSULT,), MICROLOAN, place=province.name)
        bureau = contact(shipped, route(shipped, query)[1].channel_id, Locale.ZH_HANS)
        assert bureau.id == province.bureau
        assert bureau.phone is None
        assert "12345" in (bureau.how_to_find or "")


@pytest.mark.parametrize(
    ("labels", "channel"),
    [
        ((Label.IMPERSONATION,), "court_12368"),
        ((Label.FALSE_LEGAL_THREAT, Label.INSULT), "court_12368"),
        ((Label.OFFICIAL_NOTICE,), "court_12368"),
        ((Label.INSULT, Label.THREAT_PERSON), None),
        ((), None),
    ],
)
def test_a_claim_of_office_can_be_verified(shipped: Directory, labels: tuple[Label, ...], channel: str | None) -> None:
    assert verify_channel(shipped, labels) == channel
