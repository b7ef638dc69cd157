/** A pop-up menu at a button: arrows move, Escape and a click elsewhere close, the focus goes back to the button. */

import { el, icon } from "./dom.js";

/** @typedef {{label: string, hint?: string, symbol?: string, danger?: boolean, run: () => unknown}} MenuItem */
/** @typedef {{title?: string, items: MenuItem[]}} MenuGroup */

const GAP_PX = 6;

/**
 * @param {HTMLElement} anchor
 * @param {string} label
 * @param {MenuGroup[]} groups
 */
export function openMenu(anchor, label, groups) {
  const menu = el("div", {
    class: "menu",
    role: "menu",
    "aria-label": label,
    popover: "auto",
    onkeydown: move,
    ontoggle: closed,
  });
  for (const group of groups.filter(({ items }) => items.length > 0)) {
    const rows = group.items.map((item) => row(item, () => menu.hidePopover()));
    const title = group.title && el("p", { class: "menu-title", role: "presentation" }, group.title);
    menu.append(el("div", { role: "group", "aria-label": group.title }, title, ...rows));
  }
  /** @param {ToggleEvent} event */
  function closed(event) {
    if (event.newState !== "closed") return;
    const inside = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (inside && anchor.isConnected) anchor.focus();
  }
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");
  menu.querySelector("button")?.focus();
}

/** @param {MenuItem} item @param {() => void} close */
function row(item, close) {
  const words = el(
    "span",
    { class: "menu-words" },
    el("span", {}, item.label),
    item.hint && el("small", {}, item.hint),
  );
  const run = () => {
    close();
    item.run();
  };
  const attributes = {
    type: "button",
    role: "menuitem",
    class: item.danger ? "menu-item danger" : "menu-item",
    onclick: run,
  };
  return el("button", attributes, item.symbol && icon(item.symbol), words);
}

/** @param {KeyboardEvent} event */
function move(event) {
  const menu = /** @type {HTMLElement} */ (event.currentTarget);
  const rows = [...menu.querySelectorAll("button")];
  const at = rows.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  /** @type {Record<string, number>} */
  const targets = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
  if (event.key === "Tab") menu.hidePopover();
  if (!(event.key in targets)) return;
  event.preventDefault();
  rows[(targets[event.key] + rows.length) % rows.length].focus();
}

/**
 * Above or below the button, wherever there is room, inside the window and, if it fits, inside the button's column.
 * @param {HTMLElement} menu
 * @param {HTMLElement} anchor
 */
function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const below = at.bottom + GAP_PX + size.height <= window.innerHeight;
  const top = below ? at.bottom + GAP_PX : Math.max(GAP_PX, at.top - GAP_PX - size.height);
  const edge = Math.min(anchor.closest(".column")?.getBoundingClientRect().right ?? Infinity, window.innerWidth);
  const left = Math.max(GAP_PX, Math.min(at.left, edge - size.width - GAP_PX));
  menu.style.top = `${top}px`;
  menu.style.left = `${left}px`;
}
