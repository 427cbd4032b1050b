// The desk at work: one request at a time has the screen, and a retry keeps its id.
// @ts-check

import { Trouble, ask } from "./server.js";
import { signal } from "./sounds.js";
import { GONE_AFTER_MS, Steady } from "./steady.js";

/** @typedef {{ url: string, fields: Record<string, string>, text?: string }} Task */

/** Scans, uses and undoes; always ready for the next scan. */
export class Desk {
  /** @param {import("./screen.js").Screen} screen */
  constructor(screen) {
    this.screen = screen;
    this.urls = screen.main.dataset;
    this.steady = new Steady();
    this.turn = 0;
    this.gone = 0;
    /** @type {Task | null} the task that got no answer */
    this.failed = null;
    /** @type {Task | null} the task under way */
    this.current = null;
  }

  /** A code that the camera sees. @param {string} text */
  see(text) {
    this.markInView();
    if (this.steady.isNew(text, performance.now())) this.scan(text);
  }

  /** The camera's frame lights up while a code is in its picture. */
  markInView() {
    this.urls.inView = "";
    window.clearTimeout(this.gone);
    this.gone = window.setTimeout(() => delete this.urls.inView, GONE_AFTER_MS);
  }

  /** @param {string} text */
  scan(text) {
    if (this.current?.text === text) return;
    const again = this.failed?.text === text ? this.failed : null;
    const fields = { id: crypto.randomUUID(), text };
    void this.carryOut(again ?? { url: this.urls.scans ?? "", fields, text });
  }

  /** @param {string} benefit @param {string} scan @param {boolean} documentChecked
   * @param {Record<string, string>} asked the note, and what the benefit asks for */
  redeem(benefit, scan, documentChecked, asked) {
    const checked = documentChecked ? "1" : "0";
    const fields = { ...asked, id: crypto.randomUUID(), scan, benefit, document_checked: checked };
    void this.carryOut({ url: this.urls.redemptions ?? "", fields });
  }

  /** @param {string} redemption @param {string} reason */
  undo(redemption, reason) {
    const url = `${this.urls.redemptions}/${redemption}/void`;
    void this.carryOut({ url, fields: { id: crypto.randomUUID(), reason } });
  }

  retry() {
    if (this.failed) void this.carryOut(this.failed);
  }

  clear() {
    this.turn += 1;
    this.current = null;
    this.failed = null;
    this.screen.arm();
  }

  /** @param {Task} task */
  async carryOut(task) {
    const turn = ++this.turn;
    this.current = task;
    this.failed = null;
    this.screen.checking();
    try {
      const { look, parts } = await ask(task.url, task.fields, this.urls.csrf ?? "");
      if (turn !== this.turn) {
        this.screen.showScans(parts);
        return;
      }
      this.current = null;
      this.steady.refused = !["granted", "choose", "used"].includes(look);
      this.screen.show(look, parts);
      signal(look);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      if (turn !== this.turn) return;
      this.current = null;
      this.failed = task;
      this.steady.refused = true;
      this.screen.trouble(error.trouble);
      signal("unreadable");
    }
  }
}
