"""At a comfortable size the desk's decoder reads every plain frame of both forms."""

import pytest

from benchmarks._decoders import open_desk_decoder
from benchmarks._frames import CONDITIONS, take_frame
from benchmarks._reading_page import code_of
from core.credential.fields import CredentialForm

COMFORTABLE_PX = 300
FRAMES = 10


@pytest.mark.parametrize("form", CredentialForm)
@pytest.mark.parametrize("condition", ["plain", "turned 20°"])
def test_the_desk_reads_every_good_frame(form: CredentialForm, condition: str) -> None:
    codes = [code_of(form, number) for number in range(FRAMES)]
    with open_desk_decoder() as desk:
        read = [
            desk.read(take_frame(code, CONDITIONS[condition], across_px=COMFORTABLE_PX, seed=code))
            for code in codes
        ]
    assert read == codes


def test_a_frame_without_a_whole_code_is_read_as_nothing() -> None:
    code = code_of(CredentialForm.PHONE, 0)
    with open_desk_decoder() as desk:
        frame = take_frame(code, CONDITIONS["plain"], across_px=40, seed=code)
        assert desk.read(frame) is None
