"""The page of docs/reading.md: what was measured, the tables, and what follows in their figures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import radians, tan
from types import MappingProxyType

from benchmarks._frames import CONDITIONS, SIDE_PX, pixels_a_module
from cardholders.plastic.face import MODULE_MM
from core.credential.digits import write_digits
from core.credential.fields import CredentialForm, Presentation
from core.qr import MARGIN_MODULES, qr_version
from tests.core.credential.fixed import present_phone, present_printed

SIZES_PX = (150, 200, 300, 400)
FRAMES = 20
ENOUGH = 95
CAMERA_PX, CAMERA_DEGREES = 1280, 60
MODULES_MM = (0.4, 0.51, MODULE_MM, 1.0)

MAKERS: Mapping[CredentialForm, Callable[..., Presentation]] = MappingProxyType(
    {CredentialForm.PHONE: present_phone, CredentialForm.PRINTED: present_printed}
)

INTRODUCTION = f"""\
# How well the codes are read

Written by `make bench ARGS=reading`. The frames are made, not filmed, and all chance in them is \
seeded: whoever runs it gets the same frames. Speed is not measured here.

Each figure is of {FRAMES} frames of {FRAMES} different credentials, drawn by `core/qr.py` with \
their margin, a little off the middle and up to 3° askew on a grey table. A frame has {SIDE_PX} × \
{SIDE_PX} pixels, which is what the desk's page cuts out of a 1280 × 720 camera. `px` is the width \
of the code in the frame without its margin, in brackets the pixels a module. Each cell says how \
many per cent are read to the last digit by **the desk's decoder (`qr`) / an independent one \
(zxing-cpp)**. "Bad" is turned by 20°, blurred by σ 1.5 px, of half the contrast, noisy by σ 12 of \
255, through JPEG of quality 40; "worse" is bad, with its far edge a fifth shorter and one half in \
shadow.
"""

PLASTIC = f"""\
How far from a camera of {CAMERA_PX} pixels and {CAMERA_DEGREES}° across a printed code may be \
held for that, by the size of its modules. Plastic has {MODULE_MM:.2f} mm \
(`MODULE_MM` in `cardholders/plastic/face.py`, see `printing.md`):
"""

ADVICE = """\
So the module is as large as the card allows beside name and photo. A desk that cannot look from \
so near needs a camera of more pixels or a narrower angle.

Held straight to the camera the two decoders read nearly alike. Tilted they do not: what the \
independent one reads and the desk's does not is the decoder's limit, not the code's, and a larger \
picture does not mend it. A code that lies flat under the camera, or a hand that moves a little, \
gives the desk a frame that it reads; it tries a new one several times a second.
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """Frames of one form, at one size, in one condition."""

    form: CredentialForm
    across_px: int
    condition: str


@dataclass(frozen=True, slots=True)
class Rates:
    """Per cent of a cell's frames that were read to the last digit."""

    desk: int
    independent: int


Figures = Mapping[Cell, Rates]


@lru_cache(maxsize=2 * FRAMES)
def code_of(form: CredentialForm, number: int) -> str:
    """The digits of a signed credential, the same at each run and another for each number."""
    return write_digits(MAKERS[form](serial=number))


def page(figures: Figures) -> str:
    """The whole page."""
    lines = [INTRODUCTION]
    for form in CredentialForm:
        version = qr_version(code_of(form, 0))
        lines += [f"## {form.capitalize()}: QR version {version}-L", "", *_table(form, figures), ""]
    lines += ["## What follows", "", *_sizes(figures), "", PLASTIC, *_plastic(figures), "", ADVICE]
    return "\n".join(lines)


def _table(form: CredentialForm, figures: Figures) -> Iterator[str]:
    digits = code_of(form, 0)
    heads = [f"{px} px ({pixels_a_module(digits, px):.1f})" for px in SIZES_PX]
    yield f"| frame | {' | '.join(heads)} |"
    yield f"|---|{'--:|' * len(heads)}"
    for condition in CONDITIONS:
        found = [figures[Cell(form, px, condition)] for px in SIZES_PX]
        yield f"| {condition} | {' | '.join(f'{e.desk} / {e.independent}' for e in found)} |"


def _sizes(figures: Figures) -> Iterator[str]:
    yield f"The desk reads at least {ENOUGH} % from this size on:"
    yield ""
    for form, asked in product(CredentialForm, _ASKED):
        px = _needed_px(form, asked, figures)
        said = f"{px} px, {pixels_a_module(code_of(form, 0), px):.1f} a module" if px else "none"
        yield f"- {form}, {asked}: {said}."
    yield ""
    for form in CredentialForm:
        found = [figures[Cell(form, SIZES_PX[-1], name)].desk for name in _TILTED]
        said = " and ".join(f"{rate} %" for rate in found)
        yield f"- {form}, tilted by the one and the other, {SIZES_PX[-1]} px: {said}."


def _plastic(figures: Figures) -> Iterator[str]:
    form = CredentialForm.PRINTED
    code = code_of(form, 0)
    modules = 17 + 4 * qr_version(code) + 2 * MARGIN_MODULES
    yield f"| module | code with its margin | {' | '.join(_ASKED)} |"
    yield f"|--:|--:|{'--:|' * len(_ASKED)}"
    for module_mm in MODULES_MM:
        far = []
        for asked in _ASKED:
            px = _needed_px(form, asked, figures)
            reach = _farthest_mm(module_mm, pixels_a_module(code, px)) if px else 0
            far.append(f"{reach / 10:.0f} cm")
        yield f"| {module_mm:.2f} mm | {module_mm * modules:.0f} mm | {' | '.join(far)} |"


def _needed_px(form: CredentialForm, asked: str, figures: Figures) -> int:
    """The smallest size from which on the desk reads enough in all of the conditions, or 0."""
    enough = 0
    for px in reversed(SIZES_PX):
        if any(figures[Cell(form, px, name)].desk < ENOUGH for name in _ASKED[asked]):
            break
        enough = px
    return enough


def _farthest_mm(module_mm: float, pixels: float) -> float:
    """How far from the camera a module of that size still has so many pixels."""
    return module_mm * CAMERA_PX / (2 * tan(radians(CAMERA_DEGREES / 2)) * pixels)


_ASKED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "plain frames": ("plain",),
        "all frames that are not tilted": tuple(
            name for name, condition in CONDITIONS.items() if not condition.tilted
        ),
    }
)
_TILTED = tuple(name for name in CONDITIONS if name.startswith("tilted"))
