"""Nationalities: the alpha-3 codes of ISO 3166-1, named by the Unicode CLDR that Babel carries."""

from functools import lru_cache

from babel import Locale
from babel.core import get_global

from core.policy.vocabulary import Language

CHINA = "CHN"
# Former countries, and codes that users of ISO 3166 reserved for themselves.
_NO_COUNTRIES = frozenset(
    "ASC BUR CPT DDR DGA FXX QUU TAA TMP XAA XBB XKK YMD ZAR ZZZ".split()  # noqa: SIM905
)


@lru_cache(maxsize=1)
def alpha2_codes() -> dict[str, str]:
    """Answer the two-letter code of every three-letter one."""
    known = Locale("zh").territories
    return {
        code: aliases[0]
        for code, aliases in get_global("territory_aliases").items()
        if len(code) == len(CHINA) and code.isalpha() and code not in _NO_COUNTRIES
        if len(aliases) == 1 and aliases[0] in known
    }


def is_nationality(code: str) -> bool:
    """Answer whether the code is a country's, in ISO 3166-1 alpha-3."""
    return code in alpha2_codes()


def nationality_name(code: str, language: Language) -> str:
    """Answer a country's name, or the code itself when it is unknown."""
    alpha2 = alpha2_codes().get(code, "")
    return str(Locale(language.value).territories.get(alpha2, code))


@lru_cache(maxsize=len(Language))
def nationality_choices(language: Language) -> tuple[tuple[str, str], ...]:
    """Answer (code, name) for a form: China first, the others by name."""
    others = sorted(
        (nationality_name(code, language), code) for code in alpha2_codes() if code != CHINA
    )
    home = (CHINA, nationality_name(CHINA, language))
    return (home, *((code, name) for name, code in others))
