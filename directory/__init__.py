"""Sourced and dated facts: bodies, companies, legal grounds, days off. Looks up; words nothing and computes no dates.

`load()` once at the start, then `find`, `route`, `contact`, `grounds` on the frozen result.
"""

from directory.check import Problem, aged, check
from directory.contact import (
    Holidays,
    PlatformPhone,
    contact,
    grounds,
    holidays,
    platform_contact,
    platform_phone,
)
from directory.find import Clues, Found, find
from directory.loader import load
from directory.records import Platform
from directory.route import Query, Routed, route, verify_channel
from directory.tables import Directory

__all__ = [
    "Clues",
    "Directory",
    "Found",
    "Holidays",
    "Platform",
    "PlatformPhone",
    "Problem",
    "Query",
    "Routed",
    "aged",
    "check",
    "contact",
    "find",
    "grounds",
    "holidays",
    "load",
    "platform_contact",
    "platform_phone",
    "route",
    "verify_channel",
]
