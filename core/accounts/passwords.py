"""Passwords are made readable, and kept as argon2id at the library's own recommended cost."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

MIN_LENGTH = 10
CONSONANTS = "bdfghjklmnprstvz"
VOWELS = "aeiou"
SYLLABLES = 5
_hasher = PasswordHasher()
# A hash of nothing anybody knows: checking against it makes an unknown login cost the same.
_NOBODY = _hasher.hash("nobody signs in with this")


def make_password() -> str:
    """Answer a password that can be read aloud, with 44 bits of chance: balor-nikez-4071."""
    words = "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(SYLLABLES))
    return f"{words[:SYLLABLES]}-{words[SYLLABLES:]}-{secrets.randbelow(10_000):04d}"


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
