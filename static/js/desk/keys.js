// Which character a physical key types on the layout that keyboard-mode scanners speak (US).
// @ts-check

/** @type {Readonly<Record<string, string>>} each key without and with Shift */
const SIGNS = Object.freeze({
  Digit1: "1!", Digit2: "2@", Digit3: "3#", Digit4: "4$", Digit5: "5%",
  Digit6: "6^", Digit7: "7&", Digit8: "8*", Digit9: "9(", Digit0: "0)",
  Minus: "-_", Equal: "=+", BracketLeft: "[{", BracketRight: "]}", Backslash: "\\|",
  Semicolon: ";:", Quote: "'\"", Backquote: "`~", Comma: ",<", Period: ".>", Slash: "/?",
  NumpadDecimal: "..", NumpadSubtract: "--", NumpadAdd: "++", NumpadDivide: "//",
  NumpadMultiply: "**",
});

/**
 * The character of a key press, from the key's place and not from what an input method or
 * another layout made of it; null for a key that types none.
 * @param {KeyboardEvent} event
 * @returns {string | null}
 */
export function characterOf(event) {
  const { code } = event;
  if (/^Numpad[0-9]$/.test(code)) return code.slice(-1);
  if (/^Key[A-Z]$/.test(code)) {
    const upper = event.shiftKey !== event.getModifierState("CapsLock");
    return upper ? code.slice(-1) : code.slice(-1).toLowerCase();
  }
  return SIGNS[code]?.charAt(event.shiftKey ? 1 : 0) ?? null;
}
