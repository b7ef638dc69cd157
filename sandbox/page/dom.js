/** Small builders of DOM nodes. Data becomes text nodes and attributes here, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => unknown)>} Attributes */

/**
 * Builds an element. A function under `onclick`, `onkeydown`, … becomes a listener; `true` an empty attribute;
 * `false`, `null` and `undefined` are left out.
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(
    ...children.filter((child) => child || child === "").map((child) => /** @type {Node | string} */ (child)),
  );
  return node;
}

/**
 * One of the symbols at the top of index.html; invisible to a screen reader.
 * @param {string} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/**
 * A button whose name is `label`: spoken when there is only an icon, written otherwise.
 * @param {string} label
 * @param {string} symbol
 * @param {(event: MouseEvent) => unknown} run
 * @returns {HTMLButtonElement}
 */
export function iconButton(label, symbol, run) {
  const attributes = { type: "button", class: "icon-button", "aria-label": label, title: label, onclick: run };
  return /** @type {HTMLButtonElement} */ (el("button", attributes, icon(symbol)));
}

/**
 * The one element that matches; a missing one is a mistake in index.html and is raised as such.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new (...args: any[]) => T} kind
 * @returns {T}
 */
export function find(root, selector, kind) {
  const node = root.querySelector(selector);
  if (!(node instanceof kind)) throw new Error(`index.html lacks ${selector}`);
  return node;
}

/**
 * A link that a chat may open, or null: anything but these four schemes (javascript:, data:, …) stays plain text.
 * @param {string | undefined} url
 * @returns {string | null}
 */
export function safeLink(url) {
  if (!url) return null;
  const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
  try {
    return ["http:", "https:", "mailto:", "tel:"].includes(new URL(full).protocol) ? full : null;
  } catch {
    return null;
  }
}
