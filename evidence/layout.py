"""A page of lines → what the screen shows: which app, who is at the head, who wrote what and when. Pure.

`screen` reads by where lines stand, how large they are, what colour they stand on, and a few words that the apps and
phones print themselves. It takes nothing for granted that is not on the picture: a head that was cut away gives no
sender, a bubble that hangs on neither edge has no side, a time that names no day gives no date.
"""

from datetime import date

from evidence.calls_layout import calls
from evidence.chat_layout import thread
from evidence.list_layout import inbox, items
from evidence.screen_frame import frame
from model.reading import Page, Screen


def screen(page: Page, today: date | None) -> Screen:
    """The screen on a page. `today`: the day from which 今天, 昨天 and 星期三 count; None when it is not known."""
    framed = frame(page)
    entries = items(framed)
    if entries or framed.is_call_log:
        return calls(entries, today) if framed.is_call_log else inbox(framed, entries, today)
    return thread(framed, today)
