/** Fills what the page's own words leave open: the slots of a part, a copy of a template. */

/** @typedef {string | number | null | undefined} Value nothing at all hides what holds the slot */

/**
 * Fill the slots of a part of the page. A slot without a value is hidden, or the nearest
 * `data-if-slot` around it that names it.
 * @param {ParentNode} root
 * @param {Record<string, Value>} values by data-slot
 */
export function fill(root, values) {
  for (const [name, value] of Object.entries(values)) {
    const empty = value === null || value === undefined || value === "";
    for (const place of root.querySelectorAll(`[data-slot="${name}"]`)) {
      place.textContent = empty ? "" : String(value);
      /** @type {HTMLElement} */ (place).hidden = empty;
    }
    for (const place of root.querySelectorAll(`[data-if-slot="${name}"]`)) {
      /** @type {HTMLElement} */ (place).hidden = empty;
    }
  }
}

/**
 * Copy a template's one element and fill it.
 * @param {string} name of its data-template
 * @param {Record<string, Value>} values
 * @returns {HTMLElement}
 */
export function stamp(name, values) {
  const template = document.querySelector(`template[data-template="${name}"]`);
  if (!(template instanceof HTMLTemplateElement)) throw new RangeError(name);
  const copy = /** @type {HTMLElement} */ (
    document.importNode(template.content, true).firstElementChild
  );
  fill(copy, values);
  return copy;
}

/**
 * Show the one of several texts that a code names: `<span data-word="granted">…</span>`.
 * @param {ParentNode} root
 * @param {string} code
 */
export function choose(root, code) {
  for (const word of root.querySelectorAll("[data-word]")) {
    /** @type {HTMLElement} */ (word).hidden = word.getAttribute("data-word") !== code;
  }
}

/** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement} */
export function find(selector, root = document) {
  const found = root.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new RangeError(selector);
  return found;
}

/** @param {string} text with {name} in it @param {Record<string, Value>} values @returns {string} */
export function words(text, values) {
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
