"""One mapping ties labels, kinds of harm, the ladder's situations, regulator routes and channels."""

import pytest

from directory import Directory, Query, channels_of, ladder, route, situations
from directory.vocabulary import Category, LicenceType
from model.errors import DataError
from model.labels import GROUP, Group, Label

ELEVEN = (
    "bank_loan", "consumer_finance", "microloan", "facilitation", "unlicensed", "third_party", "danger_now",
    "data_leak", "doctored_picture", "false_papers", "payment_trap",
)  # fmt: skip


def test_the_eleven_situations_are_those_of_the_ladder_in_its_order(shipped: Directory) -> None:
    listed = shipped.mapping["vocabularies"].situations
    assert tuple(s.id for s in listed) == ELEVEN
    assert [s.section for s in listed] == list(range(1, 12))


def test_every_label_has_its_kinds_of_harm_and_its_situations(shipped: Directory) -> None:
    ties = shipped.mapping["vocabularies"]
    assert [tie.label for tie in ties.labels] == list(Label)
    assert shipped.labels.keys() == set(Label)
    without = {tie.label for tie in ties.no_situation}
    assert without == {Label.LAWFUL_REMINDER, Label.OWN_WORDS, Label.OTHER}
    for label in Label:
        reached = {
            s for licence in LicenceType for b in (True, False)
            for s in situations(shipped, (label,), licence, bystander=b)
        }  # fmt: skip
        assert bool(reached) is (label not in without), label


def test_every_kind_of_harm_is_covered_and_led_to_a_channel(shipped: Directory) -> None:
    ties = shipped.mapping["vocabularies"]
    labelled = {c for tie in ties.labels for c in tie.categories}
    assert labelled | {tie.category for tie in ties.no_label} == set(Category)
    assert len(set(Category)) == 16
    for category in Category:
        assert any(category in channel.categories for channel in shipped.channels.values()), category


def test_every_licence_type_leads_to_a_situation(shipped: Directory) -> None:
    for licence in LicenceType:
        for label in Label:
            if GROUP[label] is Group.VIOLATION:
                found = set(situations(shipped, (label,), licence))
                assert found & set(ELEVEN[:5]), (label, licence)


@pytest.mark.parametrize(
    ("tap", "attributes", "labels", "situation"),
    [
        ("doctored_picture", (), (), "doctored_picture"),
        (None, ("photo",), (Label.OBSCENITY,), "doctored_picture"),
        (None, ("photo",), (Label.EXPOSURE_THREAT,), "doctored_picture"),
        ("data_leak", (), (), "data_leak"),
        (None, ("id_number",), (Label.THIRD_PARTY_CONTACT,), "data_leak"),
        ("danger_now", (), (), "danger_now"),
        (None, ("in_progress",), (Label.VISIT_THREAT,), "danger_now"),
        (None, ("case_number",), (), "false_papers"),
        ("paid", (), (), "payment_trap"),
    ],
)
def test_situations_without_a_label_are_reached_by_a_tap_or_an_attribute(
    shipped: Directory, tap: str | None, attributes: tuple[str, ...], labels: tuple[Label, ...], situation: str
) -> None:
    assert situation in situations(shipped, labels, attributes=attributes, tap=tap)


def test_a_picture_alone_is_no_doctored_picture(shipped: Directory) -> None:
    assert situations(shipped, attributes=("photo",)) == ()
    assert situations(shipped) == ()


def test_a_tap_leads_to_the_bodies(shipped: Directory) -> None:
    danger = route(shipped, Query((), situation="danger_now"))
    assert [routed.channel_id for routed in danger] == ["p110", "p12110"]
    picture = route(shipped, Query((), situation="doctored_picture"))
    assert picture[0].channel_id == "p110"
    assert {r.channel_id for r in picture} <= set(ladder(shipped, "doctored_picture"))
    leak = route(shipped, Query((), situation="data_leak", bystander=True))
    assert {r.channel_id for r in leak} <= set(ladder(shipped, "data_leak"))


def test_the_ladder_of_each_situation_names_channels_that_there_are(shipped: Directory) -> None:
    for situation in ELEVEN:
        assert set(ladder(shipped, situation)) <= shipped.channels.keys()
    assert ladder(shipped, "bank_loan")[:3] == ("lender_internal", "fcps_miniapp", "nfra_12378")
    assert ladder(shipped, "danger_now")[:2] == ("p110", "p12110")
    assert ladder(shipped, "false_papers")[0] == "court_12368"
    assert "nfra_12378" not in ladder(shipped, "microloan")
    with pytest.raises(DataError, match="no situation"):
        ladder(shipped, "there_is_none")


def test_every_step_of_every_company_leads_to_channels(shipped: Directory) -> None:
    for platform in shipped.platforms.values():
        for step in platform.route:
            assert set(channels_of(shipped, step)) <= shipped.channels.keys()
    assert channels_of(shipped, "local_financial_bureau:重庆") == ("local_fin_bureau", "gov_12345")
    with pytest.raises(DataError, match="no regulator route"):
        channels_of(shipped, "there_is_none")
