"""Passwords are kept as argon2id, at the library's own recommended cost."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

MIN_LENGTH = 10
_hasher = PasswordHasher()
# A hash of nothing anybody knows: checking against it makes an unknown login cost the same.
_NOBODY = _hasher.hash("nobody signs in with this")


def hash_password(password: str) -> str:
    """Answer the argon2id hash, with its salt and cost inside."""
    return _hasher.hash(password)


def password_matches(stored: str | None, password: str) -> bool:
    """Compare; without a stored hash do the same work and answer False."""
    try:
        _hasher.verify(stored or _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None
