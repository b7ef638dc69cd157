/** Text with Telegram entities as DOM nodes. Entities may nest; offsets are UTF-16 units, as in JavaScript strings. */

import { el, icon, safeLink } from "./dom.js";
import { t } from "./i18n.js";

/** @typedef {import("./api.js").Entity} Entity */
/** @typedef {{command: (text: string) => void, copy: (text: string, from: HTMLElement) => void}} TextActions */
/** @typedef {(children: Node[], entity: Entity, raw: string, actions: TextActions) => Node} Wrap */

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** @param {string} tag @returns {Wrap} */
const plain = (tag) => (children) => el(tag, {}, ...children);

/** @type {Record<string, Wrap>} */
const WRAPS = {
  bold: plain("strong"),
  italic: plain("em"),
  underline: plain("u"),
  strikethrough: plain("s"),
  blockquote: plain("blockquote"),
  expandable_blockquote: expandable,
  spoiler,
  code: copyable,
  pre: (children, _entity, raw, actions) => el("pre", {}, el("code", {}, ...children), copyCorner(raw, actions)),
  text_link: (children, entity) => link(children, entity.url),
  url: (children, _entity, raw) => link(children, raw),
  email: (children, _entity, raw) => link(children, `mailto:${raw}`),
  phone_number: (children, _entity, raw) => link(children, `tel:${raw.replace(/[^\d+]/g, "")}`),
  bot_command: (children, _entity, raw, actions) =>
    el("button", { type: "button", class: "command", onclick: () => actions.command(raw) }, ...children),
};

/**
 * @param {string} text
 * @param {Entity[]} entities
 * @param {TextActions} actions
 * @returns {DocumentFragment}
 */
export function renderText(text, entities, actions) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fragment.append(...build(text, 0, text.length, sorted, actions));
  return fragment;
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Entity[]} entities sorted; none begins before `start`
 * @param {TextActions} actions
 * @returns {Node[]}
 */
function build(text, start, end, entities, actions) {
  /** @type {Node[]} */
  const nodes = [];
  const queue = [...entities];
  let at = start;
  while (queue.length > 0) {
    const entity = /** @type {Entity} */ (queue.shift());
    const from = Math.max(entity.offset, at);
    const stop = Math.min(entity.offset + entity.length, end);
    if (from >= stop) continue;
    const inside = takeInside(queue, stop);
    const block = BLOCKS.has(entity.type);
    if (from > at) nodes.push(new Text(between(text.slice(at, from), block)));
    const wrap = WRAPS[entity.type] ?? plain("span");
    nodes.push(wrap(build(text, from, stop, inside, actions), entity, text.slice(from, stop), actions));
    at = block && text[stop] === "\n" && stop < end ? stop + 1 : stop;
  }
  if (at < end) nodes.push(new Text(text.slice(at, end)));
  return nodes;
}

/**
 * Takes from the queue what begins before `stop`; what reaches past it is cut there and its rest put back.
 * @param {Entity[]} queue
 * @param {number} stop
 * @returns {Entity[]}
 */
function takeInside(queue, stop) {
  const inside = [];
  const rest = [];
  while (queue.length > 0 && queue[0].offset < stop) {
    const entity = /** @type {Entity} */ (queue.shift());
    const end = entity.offset + entity.length;
    inside.push(entity);
    if (end > stop) rest.push({ ...entity, offset: stop, length: end - stop });
  }
  queue.unshift(...rest);
  return inside;
}

/** A block starts a line by itself: the line break in front of it would show as an empty line.
 * @param {string} text @param {boolean} beforeBlock */
const between = (text, beforeBlock) => (beforeBlock && text.endsWith("\n") ? text.slice(0, -1) : text);

/** @param {Node[]} children @param {string | undefined} url @returns {HTMLElement} */
function link(children, url) {
  const href = safeLink(url);
  if (!href) return el("span", {}, ...children);
  const outside = href.startsWith("http") ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return el("a", { href, ...outside }, ...children);
}

/** @type {Wrap} */
function spoiler(children) {
  const inner = el("span", { class: "spoiler-text", inert: true }, ...children);
  /** @param {Event} event */
  const reveal = (event) => {
    event.preventDefault();
    const root = outer.closest(".bubble") ?? outer;
    for (const node of root.matches(".spoiler") ? [root] : root.querySelectorAll(".spoiler")) show(node);
  };
  const outer = el(
    "span",
    {
      class: "spoiler",
      role: "button",
      tabindex: 0,
      "aria-label": t("spoiler"),
      onclick: (event) => outer.classList.contains("shown") || reveal(event),
      onkeydown: (event) =>
        (event.key === "Enter" || event.key === " ") && !outer.classList.contains("shown") && reveal(event),
    },
    inner,
  );
  return outer;
}

/** Shows what a spoiler hides; the focus stays where it was. @param {Element} outer */
function show(outer) {
  outer.classList.add("shown");
  outer.removeAttribute("role");
  outer.removeAttribute("aria-label");
  outer.setAttribute("tabindex", "-1");
  outer.firstElementChild?.removeAttribute("inert");
}

/** Three lines and a toggle; the toggle only where there is more than three lines. @type {Wrap} */
function expandable(children) {
  const inner = el("div", { class: "quote-text" }, ...children);
  const words = el("span", {}, t("expand"));
  const toggle = el(
    "button",
    { type: "button", class: "quote-toggle", "aria-expanded": "false", onclick: () => set(!quote.matches(".open")) },
    words,
    icon("chevron"),
  );
  const quote = el(
    "blockquote",
    { class: "expandable", onfocusin: (event) => event.target !== toggle && set(true) },
    inner,
    toggle,
  );
  /** @param {boolean} open */
  const set = (open) => {
    quote.classList.toggle("open", open);
    toggle.setAttribute("aria-expanded", String(open));
    words.textContent = t(open ? "collapse" : "expand");
  };
  new ResizeObserver(() => {
    if (!quote.matches(".open")) toggle.hidden = inner.scrollHeight <= inner.clientHeight + 1;
  }).observe(inner);
  return quote;
}

/** @type {Wrap} */
function copyable(children, _entity, raw, actions) {
  const code = el(
    "code",
    {
      class: "copyable",
      role: "button",
      tabindex: 0,
      title: t("copy"),
      "aria-label": `${raw}，${t("copy")}`,
      onclick: () => actions.copy(raw, code),
      onkeydown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        actions.copy(raw, code);
      },
    },
    ...children,
  );
  return code;
}

/** @param {string} raw @param {TextActions} actions */
function copyCorner(raw, actions) {
  const button = el(
    "button",
    {
      type: "button",
      class: "icon-button copy-corner",
      "aria-label": t("copy"),
      title: t("copy"),
      onclick: () => actions.copy(raw, button),
    },
    icon("copy"),
  );
  return button;
}
