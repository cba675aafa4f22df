"""One normal form of characters, for text we take out of files (never for text that is handed to us as data)."""

import re
import unicodedata

_IDEOGRAPH = r"㐀-䶿一-鿿𠀀-𲎯"
_FULL_WIDTH = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_INVISIBLE = (0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0xFFFC)
_CONTROLS = (*(code for code in range(0x20) if code not in (0x09, 0x0A)), *range(0x7F, 0xA0))
_LOOKALIKES = (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))  # radicals, compatibility forms


def _table() -> dict[int, str]:
    """Which character becomes which; the empty string takes it out."""
    table = {code: chr(code - 0xFEE0) for code in _FULL_WIDTH}
    table |= dict.fromkeys(_SPACES, " ") | dict.fromkeys((*_INVISIBLE, *_CONTROLS), "")
    table |= {0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
    for code in _LOOKALIKES:
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    return table


_TABLE = _table()
_CHANGES = re.compile("[" + "".join(re.escape(chr(code)) for code in _TABLE) + "．]")
_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")
_SPACE_RUN = re.compile(r"  +")
_LETTER_SPACED = re.compile(rf"(?<![{_IDEOGRAPH}])[{_IDEOGRAPH}](?: [{_IDEOGRAPH}]){{3,}}(?![{_IDEOGRAPH}])")


def normal(text: str) -> str:
    """`text` with digits and letters in ASCII, one kind of space and line end, no invisible characters.

    Full-width punctuation stays (`，` `。` `（` `％`), but for a point between digits (`５．３` is `5.3`).

    >>> normal("２０２２年　ＰＣＴ申请（３８０件）")
    '2022年 PCT申请（380件）'
    """
    if not _CHANGES.search(text):
        return text
    return _POINT.sub(".", text.replace("\r\n", "\n").translate(_TABLE))


def tidy(line: str) -> str:
    """One line in normal form without outer or doubled spaces; a letter-spaced heading is closed up.

    >>> tidy("　关 于 召 开 会 议 的 通 知  ")
    '关于召开会议的通知'
    """
    line = _SPACE_RUN.sub(" ", normal(line)).strip()
    return _LETTER_SPACED.sub(lambda spaced: spaced[0].replace(" ", ""), line) if " " in line else line
