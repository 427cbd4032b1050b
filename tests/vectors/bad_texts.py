"""Texts that give no presentation, each with the reason that a reader must say."""

import json
from collections.abc import Iterator

import jwt
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from core.credential.compact import encode_base64url, join, signing_input
from core.credential.digits import write_digits
from core.credential.tokens import credential_jwt, presentation_text
from core.credential.unread import Unread
from tests.core.credential.fixed import (
    AT,
    ISSUER,
    STRANGER,
    present_phone,
    present_printed,
    sign_repeatably,
)
from tests.core.credential.mutants import rewrite_header, rewrite_json, with_check_digits

Case = tuple[str, str, Unread]

PHONE = write_digits(present_phone())
PRINTED = write_digits(present_printed())
PHONE_TEXT = presentation_text(present_phone(), ISSUER.key)
PRINTED_TEXT = presentation_text(present_printed(), ISSUER.key)


def list_bad_texts() -> Iterator[Case]:
    """Every bad text: its name, itself, its reason."""
    yield from _foreign()
    yield from _payment_codes()
    yield from _bad_digits()
    yield from _bad_tokens()
    yield from _bad_proofs()


def _foreign() -> Iterator[Case]:
    for name, text in (
        ("nothing", ""),
        ("blanks", " \r\n"),
        ("a word", "绿卡"),
        ("what an input method made of letters", "去玩儿"),
        ("a web address", "https://card.jinzhong.example/phone"),
        ("digits without our tag", "6901234567892"),
        ("a citizen's number from Shanxi", "140702199003074518"),
        ("full-width digits", "".join(chr(ord(digit) + 0xFEE0) for digit in PRINTED)),
        ("our digits with a letter", PRINTED[:50] + "O" + PRINTED[51:]),
        ("a blank within", PRINTED[:50] + " " + PRINTED[50:]),
        ("too long for anything", "7" * 4097),
        ("a lone surrogate", "\ud800"),
        ("NUL", "71\x00"),
        ("two printed scans run together", PRINTED + PRINTED),
        ("two phone scans run together", PHONE + PHONE),
        ("a printed scan and a part of one", PRINTED + PRINTED[:40]),
        ("two scans with a line end between", PRINTED + "\n" + PRINTED),
        ("JSON", '{"alg":"ES256"}'),
        ("two parts only", ".".join(PRINTED_TEXT.split(".")[:2])),
    ):
        yield name, text, Unread.UNREADABLE


def _payment_codes() -> Iterator[Case]:
    for name, text in (
        ("Alipay, 18 digits", "281234567890123456"),
        ("Alipay, 16 digits", "2512345678901234"),
        ("Alipay, 24 digits", "301234567890123456789012"),
        ("WeChat Pay", "134567890123456789"),
        ("WeChat Pay with a line end", "101234567890123456\r\n"),
        ("UnionPay", "6212345678901234567"),
        ("WeChat Pay, to be paid", "wxp://f2f0abcdefghijklmnop"),
        ("Alipay, to be paid", "HTTPS://QR.ALIPAY.COM/FKX0123456789"),
        (
            "WeChat Pay, a bill",
            "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1",
        ),
        ("UnionPay, to be paid", "https://qr.95516.com/00010000/0123456789"),
    ):
        yield name, text, Unread.PAYMENT_CODE


def _bad_digits() -> Iterator[Case]:
    width = len(PRINTED) - 4
    number = int(PRINTED[2:-2])
    days = 512 + 32  # below the days lie the signature and the status index
    backwards = number & ~(0xFFFF << days)
    no_honours = number & ~(0b1111 << (days + 32))
    yield from (
        ("printed, one digit short", PRINTED[:-1], Unread.TRUNCATED),
        ("printed, one digit too many", PRINTED + "0", Unread.TRUNCATED),
        ("printed, begun", PRINTED[:2], Unread.TRUNCATED),
        ("phone, half", PHONE[:218], Unread.TRUNCATED),
        ("phone, first digit lost", PHONE[1:], Unread.UNREADABLE),
        ("phone with a piece of itself", PHONE + PHONE[5:9], Unread.TRUNCATED),
        ("printed tag on a phone's number", "72" + PHONE[2:], Unread.TRUNCATED),
        ("wrong check digits", PRINTED[:-1] + str((int(PRINTED[-1]) + 1) % 10), Unread.MISTYPED),
        ("two digits swapped", PHONE[:9] + PHONE[10] + PHONE[9] + PHONE[11:], Unread.MISTYPED),
        ("all nines", with_check_digits("72", 10**width - 1, width), Unread.MISTYPED),
        ("one bit too many", with_check_digits("72", number | 1 << 636, width), Unread.MISTYPED),
        ("expires before it is issued", with_check_digits("72", backwards, width), Unread.MISTYPED),
        ("no honour", with_check_digits("72", no_honours, width), Unread.MISTYPED),
        ("zero", with_check_digits("72", 0, width), Unread.MISTYPED),
    )


def _bad_tokens() -> Iterator[Case]:
    header, claims, signature = PRINTED_TEXT.split(".")
    last = signature[:-1] + chr(ord(signature[-1]) + 1)
    point = ISSUER.key.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    claims_of_another = {"sub": "x", "iat": AT}
    foreign = signing_input({"alg": "ES256", "typ": "JWT"}, claims_of_another)
    named = signing_input({"alg": "ES256", "kid": "1", "typ": "JWT"}, claims_of_another)
    raw = present_printed().credential.signature
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    unknown = credential_jwt(present_printed(STRANGER).credential, STRANGER.key)
    yield "unknown kid", unknown, Unread.UNKNOWN_KEY
    # Read far enough to name an unknown key, or not: both languages must agree on what JSON is.
    unknown_header, unknown_claims, _ = unknown.split(".")
    utf_16 = encode_base64url(json.dumps({"a": 1}).encode("utf-16-le"))
    marked = encode_base64url(b"\xef\xbb\xbf{}")
    for name, text in (
        ("unknown kid, number without end", rewrite_json(unknown, '"idx":5', '"idx":Infinity')),
        ("unknown kid, no number", rewrite_json(unknown, '"idx":5', '"idx":NaN')),
        ("unknown kid, padded", f"{unknown}=="),
        ("unknown kid, padded within", f"{unknown_header}.{unknown_claims[:8]}=.AAAA"),
        ("unknown kid, UTF-16", f"{unknown_header}.{utf_16}.AAAA"),
        ("unknown kid, byte order mark", f"{unknown_header}.{marked}.AAAA"),
    ):
        yield name, text, Unread.OTHER_TOKEN
    for name, text in (
        ("another's JWT", join(foreign, sign_repeatably(foreign, STRANGER.private_key))),
        ("another's JWT with a kid", join(named, sign_repeatably(named, STRANGER.private_key))),
        ("another's JWE", "eyJhbGciOiJkaXIifQ..AAAA.BBBB.CCCC"),
        ("another's SD-JWT", f"{PRINTED_TEXT}~WyJhIl0~WyJiIl0~"),
        ("a printed credential with a proof", f"{PRINTED_TEXT}~{PHONE_TEXT.split('~')[1]}"),
        ("a printed credential with nothing after it", f"{PRINTED_TEXT}~"),
        ("alg none", rewrite_header(PRINTED_TEXT, alg="none").rsplit(".", 1)[0] + "."),
        (
            "HS256 with the public key",
            jwt.api_jws.encode(
                jwt.utils.base64url_decode(claims),
                point,
                algorithm="HS256",
                headers={"kid": ISSUER.key.kid, "typ": "jz-credential+jwt"},
            ),
        ),
        ("wrong typ", rewrite_header(PRINTED_TEXT, typ="JWT")),
        ("no typ", rewrite_header(PRINTED_TEXT, typ=None)),
        ("no kid", rewrite_header(PRINTED_TEXT, kid=None)),
        ("typ of a proof", rewrite_header(PRINTED_TEXT, typ="jz-proof+jwt")),
        ("unknown crit", rewrite_header(PRINTED_TEXT, crit=["b64"])),
        ("jku", rewrite_header(PRINTED_TEXT, jku="https://evil.example/jwks")),
        ("padded signature", f"{PRINTED_TEXT}=="),
        ("padded header", f"{header}={header[-1:]}.{claims}.{signature}"),
        ("idle bits in the signature", f"{header}.{claims}.{last}"),
        ("signature in DER", join(f"{header}.{claims}", der)),
        ("signature with a zero before it", join(f"{header}.{claims}", b"\0" + raw)),
        ("signature with zeros before r and s", join(f"{header}.{claims}", _widen(raw))),
        ("signature with a zero after it", join(f"{header}.{claims}", raw + b"\0")),
        ("empty signature", f"{header}.{claims}."),
        ("short signature", f"{header}.{claims}.{signature[:-4]}"),
        ("duplicate key", rewrite_json(PRINTED_TEXT, '"iss"', '"sub":"0","iss"')),
        ("same key twice", rewrite_json(PRINTED_TEXT, '"idx":5', '"idx":5,"idx":5')),
        ("additional claim", rewrite_json(PRINTED_TEXT, '"iss"', '"nbf":0,"iss"')),
        ("blank in the JSON", rewrite_json(PRINTED_TEXT, '"iss":', '"iss": ')),
        ("number as a string", rewrite_json(PRINTED_TEXT, '"idx":5', '"idx":"5"')),
        ("number with a point", rewrite_json(PRINTED_TEXT, '"idx":5', '"idx":5.0')),
        ("truth for a number", rewrite_json(PRINTED_TEXT, '"idx":5', '"idx":true')),
        ("number without end", rewrite_json(PRINTED_TEXT, '"idx":5', '"idx":1e999')),
        ("negative number", rewrite_json(PRINTED_TEXT, '"idx":5', '"idx":-5')),
        ("number beyond a list", rewrite_json(PRINTED_TEXT, '"idx":5', '"idx":131072')),
        ("unknown honour", rewrite_json(PRINTED_TEXT, "yingcai", "genius")),
        ("honours as a word", rewrite_json(PRINTED_TEXT, '["yingcai"]', '"yingcai"')),
        ("no honours", rewrite_json(PRINTED_TEXT, '["yingcai"]', "[]")),
        ("an honour twice", rewrite_json(PRINTED_TEXT, '["yingcai"]', '["yingcai","yingcai"]')),
        ("upper-case serial", rewrite_json(PRINTED_TEXT, "0123456789ab", "0123456789AB")),
        ("another issuer", rewrite_json(PRINTED_TEXT, "jinzhong.example", "jinzhong.evil")),
        ("claims are a list", f"{header}.W10.{signature}"),
        ("claims are nested too deep", f"{header}.{'W1tb' * 700}.{signature}"),
        ("claims are no JSON", f"{header}.AAAA.{signature}"),
        ("header is a list", f"eyJ9.{claims}.{signature}"),
        ("four parts", f"{PRINTED_TEXT}.{signature}"),
    ):
        yield name, text, Unread.OTHER_TOKEN


def _widen(signature: bytes) -> bytes:
    return b"\0" + signature[:32] + b"\0" + signature[32:]


def _bad_proofs() -> Iterator[Case]:
    credential, proof = PHONE_TEXT.split("~")
    other = presentation_text(present_phone(serial=1), ISSUER.key).split("~")[1]
    jwk = jwt.decode(credential, options={"verify_signature": False})["cnf"]["jwk"]
    x, y = jwk["x"], jwk["y"]
    at, quoted = str(AT), f'"{AT}"'
    yield "a phone credential alone", credential, Unread.TRUNCATED
    yield "a phone credential before nothing", f"{credential}~", Unread.TRUNCATED
    for name, text in (
        ("a proof alone", proof),
        ("a proof twice", f"{PHONE_TEXT}~{proof}"),
        ("a proof of another credential", f"{credential}~{other}"),
        ("a proof in place of a credential", f"{proof}~{proof}"),
        ("a credential in place of a proof", f"{credential}~{credential}"),
        ("padded proof", f"{PHONE_TEXT}=="),
        ("proof of wrong typ", f"{credential}~{rewrite_header(proof, typ='jz-request+jwt')}"),
        ("proof with a kid", f"{credential}~{rewrite_header(proof, kid='1')}"),
        ("proof of alg none", f"{credential}~{rewrite_header(proof, alg='none')}"),
        ("proof at a string", f"{credential}~{rewrite_json(proof, at, quoted)}"),
        ("proof at true", f"{credential}~{rewrite_json(proof, at, 'true')}"),
        ("proof before the epoch", f"{credential}~{rewrite_json(proof, at, '-1')}"),
        ("proof after 32 bits", f"{credential}~{rewrite_json(proof, at, str(1 << 32))}"),
        ("proof at no number", f"{credential}~{rewrite_json(proof, at, 'null')}"),
        ("phone key off the curve", f"{rewrite_json(credential, y, x)}~{proof}"),
        ("phone key with d", rewrite_json(credential, '"kty"', '"d":"AA","kty"') + f"~{proof}"),
        ("phone key without y", rewrite_json(credential, f',"y":"{y}"', "") + f"~{proof}"),
        ("phone key of nothing", f"{rewrite_json(credential, y, '')}~{proof}"),
    ):
        yield name, text, Unread.OTHER_TOKEN
