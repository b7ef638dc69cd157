"""Sourced and dated facts: bodies, companies, legal grounds, days off. Looks up; words nothing and computes no dates.

`load()` once at the start, then `find`, `route`, `shown`, `grounds` and the others on the frozen result.
"""

from directory.age import NATIONAL, Age, age_of
from directory.case_numbers import CaseNumber, case_number
from directory.checking import Problem, aged, check
from directory.contact import (
    Holidays,
    PlatformPhone,
    PrivacyMailbox,
    Shown,
    contact,
    holidays,
    mailbox,
    may_show,
    platform_contact,
    platform_phone,
    second_lines,
    shown,
)
from directory.find import Clues, Found, find
from directory.grounds import ground_on, grounds
from directory.limits import conduct_limits
from directory.loader import load
from directory.local import load_over, remember, review
from directory.numbers import Held, false_claims, holder_of
from directory.places import ANYWHERE, bureau_for, bureau_of
from directory.plain_ladders import ladders_of, rungs_of
from directory.records import Channel, Platform, Rejected
from directory.route import Query, Routed, route, verify_channel
from directory.situations import channels_of, ladder, situations
from directory.tables import Directory
from directory.terms import Terms, TimeLimit, terms
from directory.vocabulary import Category, Quality

__all__ = [
    "ANYWHERE",
    "NATIONAL",
    "Age",
    "CaseNumber",
    "Category",
    "Channel",
    "Clues",
    "Directory",
    "Found",
    "Held",
    "Holidays",
    "Platform",
    "PlatformPhone",
    "PrivacyMailbox",
    "Problem",
    "Quality",
    "Query",
    "Rejected",
    "Routed",
    "Shown",
    "Terms",
    "TimeLimit",
    "age_of",
    "aged",
    "bureau_for",
    "bureau_of",
    "case_number",
    "channels_of",
    "check",
    "conduct_limits",
    "contact",
    "false_claims",
    "find",
    "ground_on",
    "grounds",
    "holder_of",
    "holidays",
    "ladder",
    "ladders_of",
    "load",
    "load_over",
    "mailbox",
    "may_show",
    "platform_contact",
    "platform_phone",
    "remember",
    "review",
    "route",
    "rungs_of",
    "second_lines",
    "shown",
    "situations",
    "terms",
    "verify_channel",
]
