"""A holder's portrait is kept sealed."""

from io import BytesIO

import pytest
from PIL import Image

from cardholders.people.keep_photo import keep_photo, load_photo
from cardholders.people.models import Photo
from cardholders.photo import PHOTO_SIZE_PX, PhotoRefused
from core.errors import NotFound
from tests.bed.factories import World


def picture(colour: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (300, 400), colour).save(file, "PNG")
    return file.getvalue()


def keep(world: World, holder_id: int, raw: bytes) -> None:
    with world.parts.database.writing() as session:
        keep_photo(session, holder_id, raw=raw, vault=world.parts.vault, now=world.clock())


def test_a_photo_is_sealed_and_the_next_takes_its_place(world: World) -> None:
    holder = world.holder()
    keep(world, holder.id, picture("red"))
    keep(world, holder.id, picture("blue"))
    with world.parts.database.reading() as session:
        sealed = session.query(Photo).one().sealed
        kept = load_photo(session, holder.id, vault=world.parts.vault)
    assert kept is not None
    assert kept not in sealed
    with Image.open(BytesIO(kept)) as shown:
        assert (shown.format, shown.size) == ("JPEG", PHOTO_SIZE_PX)
        red, _, blue = shown.convert("RGB").getpixel((10, 10))  # type: ignore[misc]  # a triple
    assert blue > red


def test_what_is_no_picture_is_refused_and_nothing_is_kept(world: World) -> None:
    holder = world.holder()
    with pytest.raises(PhotoRefused):
        keep(world, holder.id, b"%PDF-1.7")
    with pytest.raises(NotFound):
        keep(world, 404, picture("red"))
    with world.parts.database.reading() as session:
        assert load_photo(session, holder.id, vault=world.parts.vault) is None
