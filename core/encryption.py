"""Secrets at rest: fields are sealed with AES-256-GCM and found again by a keyed hash."""

import hashlib
import hmac
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12


def derive_key(key: bytes, purpose: bytes) -> bytes:
    """Derive the 32-byte key of one purpose from the key-encryption key (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key)


def token_hash(token: str) -> bytes:
    """Hash a random token of 128 bits or more: SHA-256, 32 bytes, is enough for those."""
    return hashlib.sha256(token.encode()).digest()


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals and opens fields; `index` gives the keyed hash by which equal values are found."""

    _cipher: AESGCM
    _index_key: bytes

    @classmethod
    def from_key(cls, key: bytes) -> "Vault":
        """Make the vault of a 32-byte key-encryption key."""
        return cls(AESGCM(derive_key(key, b"fields")), derive_key(key, b"index"))

    def seal(self, clear: bytes, *, purpose: str) -> bytes:
        """Encrypt; `purpose` is bound in, so that a field copied elsewhere does not open."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, clear, purpose.encode())

    def open(self, sealed: bytes, *, purpose: str) -> bytes:
        """Decrypt what `seal` made for the same purpose; raises InvalidTag on anything else."""
        return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())

    def seal_text(self, clear: str, *, purpose: str) -> bytes:
        """Encrypt a text."""
        return self.seal(clear.encode(), purpose=purpose)

    def open_text(self, sealed: bytes, *, purpose: str) -> str:
        """Decrypt a text."""
        return self.open(sealed, purpose=purpose).decode()

    def index(self, clear: str, *, purpose: str) -> bytes:
        """Answer the keyed hash, 32 bytes, that stands for this value in a unique index."""
        return hmac.digest(self._index_key, f"{purpose}\0{clear}".encode(), "sha256")
