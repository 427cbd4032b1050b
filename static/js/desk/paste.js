// A pasted code is a scan: wherever the cursor is, unless it is plainly a note.
// @ts-check

const LIKE_A_CODE = /^(?:[0-9]{16,}|ey[\w=-]+\.[\w=-]+\.[\w=-]+(?:~[\w=.-]*)?)$/;

/** @param {(text: string) => void} onScan */
export function listenForPaste(onScan) {
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text").trim() ?? "";
    const focused = document.activeElement;
    const inField = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
    if (!text || (inField && !LIKE_A_CODE.test(text))) return;
    event.preventDefault();
    if (inField) focused.blur();
    onScan(text);
  });
}
