"""Every situation of the ladder reaches its bodies in the right order, by night and by day.

The steps are written out by hand from the research; bodies within one step may be turned to side by side.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import pytest

from directory import Directory, Query, contact, ladder, route, situations
from escalation.hours import CHINA, Calendar, is_open
from model.labels import Label
from model.locale import Locale

BANK: Final = "bank"
CFC: Final = "consumer_finance_company"
MICROLOAN: Final = "online_microloan"
FACILITATION: Final = "loan_facilitation_without_own_lending_licence"
NIGHT: Final = datetime(2026, 11, 22, 3, 0, tzinfo=CHINA)
DAY: Final = datetime(2026, 11, 24, 10, 30, tzinfo=CHINA)

STEPS: Final[Mapping[str, tuple[set[str], ...]]] = {
    "bank_loan": (
        {"lender_internal"}, {"fcps_miniapp"}, {"nfra_12378", "nfra_report"}, {"c12321", "carrier_report"},
        {"court_online"},
    ),
    "consumer_finance": (
        {"lender_internal"}, {"fcps_miniapp"}, {"nfra_12378", "nfra_report"}, {"c12321", "carrier_report"},
        {"court_online"},
    ),
    "microloan": (
        {"lender_internal"}, {"nifa_jubao"}, {"local_fin_bureau"}, {"c12321", "carrier_report", "p110"},
    ),
    "facilitation": (
        {"license_lookup"}, {"lender_internal", "agency_list", "pipl_request"},
        {"fcps_miniapp", "nfra_12378", "local_fin_bureau"}, {"miit_number_lookup"}, {"app_pi_report"}, {"heimao"},
    ),
    "unlicensed": (
        {"p110", "p96110"}, {"local_fin_bureau", "c12377", "p12337"}, {"p12309"},
    ),
    "third_party": (
        {"lender_internal"}, {"c12321"}, {"nfra_12378", "local_fin_bureau", "pipl_request"}, {"court_online"},
    ),
    "danger_now": ({"p110", "p12110"}, {"p12389", "p12309"}),
    "data_leak": (
        {"pipl_request"}, {"c12377", "pipl_cac", "app_pi_report"}, {"p110"}, {"court_online"},
    ),
    "doctored_picture": ({"platform_abuse"}, {"p110"}, {"c12377"}, {"p12356"}),
    "false_papers": (
        {"court_12368", "court_online"}, {"lawyer_verify"}, {"lender_internal", "p110", "nfra_12378"}, {"legal_12348"},
    ),
    "payment_trap": ({"p96110"}, {"p110"}, {"c12321", "c12377"}, {"samr_12315"}),
}  # fmt: skip

# What somebody comes with; the bodies by day in order; those of them that can be used at three at night on a Sunday.
REACHED: Final[tuple[tuple[str, Query, tuple[str, ...], tuple[str, ...]], ...]] = (
    ("bank_loan", Query((Label.INSULT,), BANK), ("lender_internal", "fcps_miniapp", "nfra_12378"), ("fcps_miniapp",)),
    ("consumer_finance", Query((Label.HARASSMENT_FREQUENCY,), CFC), ("lender_internal", "fcps_miniapp", "nfra_12378"),
     ("fcps_miniapp",)),
    ("microloan", Query((Label.INSULT,), MICROLOAN), ("lender_internal", "local_fin_bureau", "c12321"), ("c12321",)),
    ("microloan", Query((Label.INSULT,), MICROLOAN, place="重庆"), ("lender_internal", "lfb_50", "c12321"), ("c12321",)),
    ("facilitation", Query((Label.INSULT,), FACILITATION), ("c12321", "lender_internal", "agency_list"), ("c12321",)),
    ("unlicensed", Query((Label.THREAT_PERSON,), "unlicensed"), ("p110", "local_fin_bureau", "c12321"),
     ("p110", "c12321")),
    ("unlicensed", Query((Label.INSULT,), "unlicensed"), ("local_fin_bureau", "c12321"), ("c12321",)),
    ("third_party", Query((Label.THIRD_PARTY_CONTACT,), BANK, bystander=True),
     ("lender_internal", "c12321", "nfra_12378"), ("c12321",)),
    ("third_party", Query((Label.THIRD_PARTY_CONTACT,), MICROLOAN, bystander=True),
     ("lender_internal", "c12321", "local_fin_bureau"), ("c12321",)),
    ("third_party", Query((Label.THIRD_PARTY_CONTACT,), bystander=True), ("c12321", "pipl_request"), ("c12321",)),
    ("danger_now", Query((), situation="danger_now"), ("p110", "p12110"), ("p110", "p12110")),
    ("data_leak", Query((), situation="data_leak"), ("pipl_request", "pipl_cac", "app_pi_report"), ()),
    ("doctored_picture", Query((), situation="doctored_picture"), ("p110", "platform_abuse", "c12377"),
     ("p110", "c12377")),
    ("false_papers", Query((Label.OFFICIAL_NOTICE,)), ("court_12368",), ()),
    ("false_papers", Query((Label.FALSE_LEGAL_THREAT,), BANK, posing="court"),
     ("court_12368", "p110", "lender_internal"), ("p110",)),
    ("false_papers", Query((Label.FALSE_LEGAL_THREAT,), BANK, posing="lawyer"),
     ("lawyer_verify", "legal_12348", "lender_internal"), ()),
    ("payment_trap", Query((Label.MONEY_TRAP,)), ("p96110", "c12321"), ("c12321",)),
    ("payment_trap", Query((Label.MONEY_TRAP,), paid=True), ("p110", "p96110"), ("p110",)),
    ("payment_trap", Query((Label.DEBT_SERVICE_AD,)), ("samr_12315", "p96110"), ("samr_12315",)),
)  # fmt: skip
IDS: Final = [f"{case[0]}-{place}" for place, case in enumerate(REACHED)]


def usable(shipped: Directory, bodies: tuple[str, ...], at: datetime) -> tuple[str, ...]:
    return tuple(b for b in bodies if is_open(contact(shipped, b, Locale.ZH_HANS).hours, at, Calendar()))


def test_every_situation_is_in_both_tables(shipped: Directory) -> None:
    known = {situation.id for situation in shipped.mapping["vocabularies"].situations}
    assert len(known) == 11
    assert STEPS.keys() == known == {case[0] for case in REACHED}


@pytest.mark.parametrize("situation", STEPS)
def test_the_bodies_of_a_situation_stand_in_the_order_of_its_steps(shipped: Directory, situation: str) -> None:
    listed = ladder(shipped, situation)
    assert set(listed) == set().union(*STEPS[situation])
    step_of = {body: number for number, step in enumerate(STEPS[situation]) for body in step}
    numbers = [step_of[body] for body in listed]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(("situation", "query", "by_day", "by_night"), REACHED, ids=IDS)
def test_a_situation_reaches_its_bodies_by_day_and_by_night(
    shipped: Directory, situation: str, query: Query, by_day: tuple[str, ...], by_night: tuple[str, ...]
) -> None:
    found = tuple(routed.channel_id for routed in route(shipped, query))
    assert usable(shipped, found, DAY) == found == by_day
    assert usable(shipped, found, NIGHT) == by_night


@pytest.mark.parametrize(("situation", "query", "by_day", "by_night"), REACHED, ids=IDS)
def test_only_the_police_go_before_their_turn(
    shipped: Directory, situation: str, query: Query, by_day: tuple[str, ...], by_night: tuple[str, ...]
) -> None:
    step_of = {body: number for number, step in enumerate(STEPS[situation]) for body in step}
    side_by_side = {
        # A report of spam is open at all hours, and all that is certain where it is not known who lends.
        "c12321": query.licence_type in (None, FACILITATION),
        # A letter may be genuine: free advice stands beside looking the firm up.
        "legal_12348": query.posing == "lawyer",
        # Whoever paid for getting rid of a debt turns to both at once.
        "samr_12315": Label.DEBT_SERVICE_AD in query.labels,
        "p110": True,
    }
    turns = [step_of[body] for body in by_day if body in step_of and not side_by_side.get(body)]
    assert turns == sorted(turns)
    assert "p110" not in by_day or by_day.index("p110") <= 1


@pytest.mark.parametrize(("situation", "query", "by_day", "by_night"), REACHED, ids=IDS)
def test_what_somebody_comes_with_is_that_situation(
    shipped: Directory, situation: str, query: Query, by_day: tuple[str, ...], by_night: tuple[str, ...]
) -> None:
    tap = query.situation or ("paid" if query.paid else None)
    found = situations(shipped, query.labels, query.licence_type, bystander=query.bystander, tap=tap)
    assert situation in found
