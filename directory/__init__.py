"""Sourced and dated facts: bodies, companies, legal grounds, days off. Looks up; words nothing and computes no dates.

`load()` once at the start, then `find`, `route`, `shown`, `grounds` and the others on the frozen result.
"""

from directory.age import Age
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
    platform_contact,
    platform_phone,
    second_lines,
    shown,
)
from directory.find import Clues, Found, find
from directory.grounds import grounds
from directory.loader import load
from directory.numbers import Held, false_claims, holder_of
from directory.places import bureau_for, bureau_of
from directory.records import Platform
from directory.route import Query, Routed, route, verify_channel
from directory.situations import channels_of, ladder, situations
from directory.tables import Directory

__all__ = [
    "Age",
    "CaseNumber",
    "Clues",
    "Directory",
    "Found",
    "Held",
    "Holidays",
    "Platform",
    "PlatformPhone",
    "PrivacyMailbox",
    "Problem",
    "Query",
    "Routed",
    "Shown",
    "aged",
    "bureau_for",
    "bureau_of",
    "case_number",
    "channels_of",
    "check",
    "contact",
    "false_claims",
    "find",
    "grounds",
    "holder_of",
    "holidays",
    "ladder",
    "load",
    "mailbox",
    "platform_contact",
    "platform_phone",
    "route",
    "second_lines",
    "shown",
    "situations",
    "verify_channel",
]
