"""A font with Chinese that is really there, for pictures."""

import re
from functools import cache
from typing import Any

from kg.errors import SetupError

_FAMILIES = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Heiti SC", "SimHei", "Noto Sans CJK JP", "Droid Sans Fallback", "Noto Serif CJK SC",
    "Source Han Serif SC", "SimSun",
)  # fmt: skip
"""Families with Chinese, the best for a picture first; Noto's face JP is what an older matplotlib sees of its collection."""
_LIKELY = re.compile(r"CJK|Han (Sans|Serif)|[HS]ei\b|YaHei|PingFang|Hiragino|WenQuanYi|Fallback|Sim(Sun|Hei)|NotoSansSC|wqy", re.I)
_PROBE = "厦门市人民政府办公厅关于印发实施方案的通知〔２〕《》、。…"
"""What a font must have."""


@cache
def font() -> str:
    """The name of a font family that has Chinese; if none is installed, a SetupError tells what to install."""
    from matplotlib import font_manager

    found = _having(font_manager.fontManager.ttflist)
    if not found:  # fonts that were installed after matplotlib listed them
        known = {entry.fname for entry in font_manager.fontManager.ttflist}
        for path in sorted(font_manager.findSystemFonts()):
            if path not in known and _LIKELY.search(path):
                font_manager.fontManager.addfont(path)
        found = _having(font_manager.fontManager.ttflist)
    if not found:
        where = "Debian and Ubuntu: apt-get install fonts-noto-cjk; Fedora: dnf install google-noto-sans-cjk-fonts"
        raise SetupError(f"no font with Chinese is installed, so names would be boxes. {where}; or install Source Han Sans.")
    return found


def _having(entries: list[Any]) -> str:
    """The first family of ours, else any that looks like one, whose file has the characters."""
    named: dict[str, Any] = {}
    for entry in entries:
        if entry.weight in (400, "normal", "regular", "book") and entry.style == "normal":
            named.setdefault(entry.name, entry)
    likely = sorted(name for name in named if name not in _FAMILIES and _LIKELY.search(name))
    return next((name for name in (*_FAMILIES, *likely) if name in named and _has(named[name])), "")


def _has(entry: Any) -> bool:
    from matplotlib.ft2font import FT2Font

    try:
        face = FT2Font(entry.fname, face_index=entry.index) if getattr(entry, "index", 0) else FT2Font(entry.fname)
    except (OSError, RuntimeError, TypeError):
        return False
    return all(face.get_char_index(ord(one)) for one in _PROBE)
