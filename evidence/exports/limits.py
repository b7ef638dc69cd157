"""What every reader of exports keeps to, so that memory and time are fixed whatever the file says of itself."""

from typing import Final

# What a chat server gives out; an export that is larger can be made for a shorter time.
BYTES: Final = 20 * 1024 * 1024
ROWS: Final = 100_000
# A message has some lines; a file that is mostly line ends takes long and says little.
LINES: Final = 1_000_000
# An SMS in many parts has some thousand characters. What is longer is no message and is left out, never cut.
LONGEST_TEXT: Final = 10_000
LONGEST_NAME: Final = 200
