"""Keep a holder's portrait sealed, and take it out again."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.people.models import Holder, Photo
from cardholders.photo import CropBox, prepare_photo
from core.encryption import Vault
from core.errors import NotFound

PURPOSE = "photos.jpeg"


def keep_photo(
    session: Session,
    holder_id: int,
    *,
    raw: bytes,
    vault: Vault,
    now: datetime,
    crop: CropBox | None = None,
) -> None:
    """Prepare an uploaded picture and keep it in place of the one before.

    Raises PhotoRefused for what is no usable picture, NotFound for an unknown holder.
    """
    if session.get(Holder, holder_id) is None:
        raise NotFound(gettext("没有这位持卡人"))
    sealed = vault.seal(prepare_photo(raw, crop=crop), purpose=PURPOSE)
    session.merge(Photo(holder_id=holder_id, sealed=sealed, updated_at=now))
    session.flush()


def load_photo(session: Session, holder_id: int, *, vault: Vault) -> bytes | None:
    """Answer the holder's portrait, a JPEG of 480 × 640 pixels, or None."""
    sealed = session.scalar(select(Photo.sealed).where(Photo.holder_id == holder_id))
    return None if sealed is None else vault.open(sealed, purpose=PURPOSE)
