/** Why a scan is no presentation; the twin of core/credential/unread.py. */

export const Unread = Object.freeze({
  UNREADABLE: "unreadable",
  PAYMENT_CODE: "payment_code",
  TRUNCATED: "truncated",
  MISTYPED: "mistyped",
  OTHER_TOKEN: "other_token",
  UNKNOWN_KEY: "unknown_key",
});

const WALLETS = "qr\\.alipay\\.com|wx\\.tenpay\\.com|payapp\\.weixin\\.qq\\.com|qr\\.95516\\.com";

// Alipay: 16 to 24 digits from 25 to 30. WeChat: 18 digits from 10 to 15, which a citizen's number
// from Shanxi (14…) also is, but for its date of birth. UnionPay: 19 digits from 62.
const PAYMENT_CODE = new RegExp(
  [
    "^(?:2[5-9]|30)\\d{14,22}$",
    "^1[0-5](?!\\d{4}(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))\\d{16}$",
    "^62\\d{17}$",
    "^(?:wxp|weixin|alipays?)://",
    `^https?://(?:${WALLETS})/`,
  ].join("|"),
  "i",
);

/** @param {string} text @returns {boolean} whether a wallet's code was scanned instead of a card */
export function isPaymentCode(text) {
  return PAYMENT_CODE.test(text);
}
