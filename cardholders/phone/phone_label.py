"""What kind of phone asks to be bound, in two words that its holder knows it by."""

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

SEPARATOR = " "
UNKNOWN = "other"
# The first mark found in the user agent counts: each names itself before what it is built on.
_DEVICES = (
    ("ipad", "iPad"),
    ("iphone", "iPhone"),
    ("harmony", "HarmonyOS"),
    ("harmony", "OpenHarmony"),
    ("android", "Android"),
    ("mac", "Macintosh"),
    ("windows", "Windows"),
    ("linux", "Linux"),
)
_BROWSERS = (
    ("wechat", "MicroMessenger"),
    ("alipay", "AlipayClient"),
    ("huawei", "HuaweiBrowser"),
    ("mi", "MiuiBrowser"),
    ("qq", "QQBrowser"),
    ("uc", "UCBrowser"),
    ("edge", "Edg"),
    ("firefox", "Firefox"),
    ("firefox", "FxiOS"),
    ("chrome", "CriOS"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)
_WORDS: dict[str, LazyString | str] = {
    "ipad": "iPad",
    "iphone": "iPhone",
    "harmony": lazy_gettext("鸿蒙手机"),
    "android": lazy_gettext("安卓手机"),
    "mac": "Mac",
    "windows": lazy_gettext("Windows电脑"),
    "linux": lazy_gettext("Linux电脑"),
    "wechat": lazy_gettext("微信"),
    "alipay": lazy_gettext("支付宝"),
    "huawei": lazy_gettext("华为浏览器"),
    "mi": lazy_gettext("小米浏览器"),
    "qq": lazy_gettext("QQ浏览器"),
    "uc": lazy_gettext("UC浏览器"),
    "edge": "Edge",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
}


def phone_label(user_agent: str) -> str | None:
    """Answer a browser's label as it is kept, such as "iphone wechat"; None where nothing is known.

    It identifies nobody: of the user agent nothing else is kept.
    """
    device = _first(_DEVICES, user_agent)
    browser = _first(_BROWSERS, user_agent)
    return None if device is None else SEPARATOR.join((device, browser or UNKNOWN))


def show_phone_label(label: str | None) -> str:
    """Answer the label in the reader's language: 安卓手机 · 微信."""
    parts = [str(_WORDS[part]) for part in (label or "").split(SEPARATOR) if part in _WORDS]
    return " · ".join(parts) or gettext("手机")


def _first(marks: tuple[tuple[str, str], ...], user_agent: str) -> str | None:
    return next((code for code, mark in marks if mark in user_agent), None)
