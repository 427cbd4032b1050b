// Puts answers, troubles and the waiting state on the page; every word comes from the page itself.
// @ts-check

/** The page of a desk or a gate. */
export class Screen {
  /** @param {HTMLElement} main */
  constructor(main) {
    this.main = main;
    this.kind = main.dataset.screen ?? "desk";
    this.timer = 0;
  }

  /** @param {string} look @param {DocumentFragment} parts */
  show(look, parts) {
    this.place(parts);
    this.scrollUp();
    this.setLook(look);
    this.clearLater(look);
  }

  /** Keep only the list of the last scans: a newer scan has the screen. @param {DocumentFragment} parts */
  showScans(parts) {
    for (const part of parts.querySelectorAll('[data-part="scans"]')) this.put(part);
  }

  checking() {
    for (const open of this.main.querySelectorAll("details[open]")) open.removeAttribute("open");
    this.place(this.template("[data-checking]"));
    this.setLook("checking");
    this.main.setAttribute("aria-busy", "true");
  }

  arm() {
    window.clearTimeout(this.timer);
    this.place(this.template("[data-armed]"));
    this.setLook("armed");
  }

  /** @param {string} name of the trouble; the person and their buttons go from the screen */
  trouble(name) {
    this.place(this.template("[data-armed]"));
    const place = document.getElementById(this.kind === "gate" ? "part-answer" : "part-result");
    place?.replaceChildren(this.template(`[data-trouble="${name}"]`));
    this.setLook("unreadable");
    this.scrollUp();
    window.clearTimeout(this.timer);
  }

  /** @param {string} selector @returns {DocumentFragment} */
  template(selector) {
    const template = /** @type {HTMLTemplateElement} */ (
      document.querySelector(`template${selector}`)
    );
    return /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  }

  /** @param {DocumentFragment} parts */
  place(parts) {
    this.main.removeAttribute("aria-busy");
    for (const part of parts.querySelectorAll("[data-part]")) this.put(part);
  }

  /** The answer stands at the top, wherever the operator was reading. */
  scrollUp() {
    window.scrollTo(0, 0);
    this.main.querySelector(".desk-answer")?.scrollTo(0, 0);
  }

  /** @param {Element} part */
  put(part) {
    const name = /** @type {HTMLElement} */ (part).dataset.part;
    document.getElementById(`part-${name}`)?.replaceChildren(...part.childNodes);
  }

  /** @param {string} look */
  setLook(look) {
    const shown = look === "checking" ? "armed" : look;
    this.main.className = `${this.kind} ${this.kind}--${shown}`;
    this.main.dataset.look = look;
  }

  /** An answer goes by itself: at a gate for the next visitor, at a desk so that no holder's
   * photo stays on the screen. A plastic card at the gate waits. @param {string} look */
  clearLater(look) {
    window.clearTimeout(this.timer);
    const seconds = this.kind === "desk" ? 300 : { granted: 4, choose: 60 }[look] ?? 12;
    this.timer = window.setTimeout(() => this.arm(), seconds * 1000);
  }
}
