/** What the page says in passing: toasts, the alert dialog, and copying with a visible answer. */

import { ApiError } from "./api.js";
import { el, find, icon } from "./dom.js";
import { t } from "./i18n.js";

const TOAST_MS = 4500;
const COPIED_MS = 1600;

/** A short notice at the bottom, spoken politely; it stays while the pointer rests on it. @param {string} text */
export function toast(text) {
  const node = el("div", { class: "toast" }, text);
  find(document, "#toasts", HTMLElement).append(node);
  let timer = setTimeout(() => node.remove(), TOAST_MS);
  node.onpointerenter = () => clearTimeout(timer);
  node.onpointerleave = () => {
    timer = setTimeout(() => node.remove(), TOAST_MS / 2);
  };
}

/** A notice that waits for OK. @param {string} text @param {string} [selectable] text to copy by hand */
export function alertDialog(text, selectable) {
  const dialog = /** @type {HTMLDialogElement} */ (
    el(
      "dialog",
      { class: "dialog", "aria-label": text, onclose: () => dialog.remove() },
      el("p", { class: "dialog-text" }, text),
      selectable &&
        el("textarea", { class: "field", readonly: true, rows: 4, "aria-label": t("copy_text") }, selectable),
      el(
        "div",
        { class: "dialog-row" },
        el("button", { type: "button", class: "primary", onclick: () => dialog.close() }, t("ok")),
      ),
    )
  );
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("textarea")?.select();
}

/** Tells what failed; anything but an answer of the server is a bug and goes on. @param {unknown} error */
export function report(error) {
  if (!(error instanceof ApiError)) throw error;
  toast(t("failed", { reason: error.message || t("no_server") }));
}

/**
 * Copies and says so on the button itself; where the browser refuses, the text is shown for copying by hand.
 * @param {string} text
 * @param {HTMLElement} from
 */
export async function copy(text, from) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    alertDialog(t("copy_by_hand"), text);
    return;
  }
  if (from.querySelector(".copied")) return;
  find(document, "#spoken", HTMLElement).textContent = t("copied");
  const mark = el("span", { class: "copied" }, icon("check"), el("span", {}, t("copied")));
  from.classList.add("just-copied");
  from.append(mark);
  setTimeout(() => {
    mark.remove();
    find(document, "#spoken", HTMLElement).textContent = "";
    from.classList.remove("just-copied");
  }, COPIED_MS);
}
