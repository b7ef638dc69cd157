/** The messages of one chat, in order, with days between them; follows the newest unless the person has scrolled up. */

import { el, find } from "./dom.js";
import { day, renderMessage } from "./message.js";

/** @typedef {import("./api.js").Message} Message */

const NEAR_END_PX = 80;
const MARGIN_PX = 8;

export class Log {
  /** @type {Map<number, Message>} */
  #messages = new Map();
  #pinned = true;
  #height = 0;
  #placed = -1;

  /**
   * @param {HTMLElement} root the column
   * @param {import("./api.js").Person} person
   * @param {import("./message.js").MessageActions} actions
   */
  constructor(root, person, actions) {
    this.person = person;
    this.actions = actions;
    this.area = find(root, ".log", HTMLElement);
    this.list = find(root, ".messages", HTMLElement);
    this.empty = find(root, ".empty", HTMLElement);
    this.end = find(root, ".to-end", HTMLButtonElement);
    this.end.onclick = () => this.toEnd();
    this.area.onscroll = () => this.#scrolled();
    const resized = new ResizeObserver(() => {
      if (this.#pinned) this.toEnd();
      this.#height = this.area.scrollHeight;
    });
    resized.observe(this.list);
    resized.observe(this.area);
  }

  /** Shows another chat altogether. @param {Message[]} messages */
  fill(messages) {
    this.#messages = new Map(messages.map((message) => [message.id, message]));
    this.draw();
  }

  draw() {
    const sorted = [...this.#messages.values()].sort((a, b) => a.id - b.id);
    let above = "";
    const items = sorted.map((message) => {
      const item = this.#item(message, above);
      above = day(message.date);
      return item;
    });
    this.list.replaceChildren(...items);
    this.empty.hidden = items.length > 0;
  }

  /**
   * A new message goes to its place; an edited one replaces its old self.
   * @param {Message} message
   * @returns {boolean} whether it was new
   */
  take(message) {
    const known = this.#messages.has(message.id);
    const newest = [...this.#messages.keys()].every((id) => id < message.id);
    this.#messages.set(message.id, message);
    if (known) this.#replace(message);
    else if (newest && this.#messages.size > 1) this.#append(message);
    else this.draw();
    if (known) return false;
    if (message.from === "person") this.toEnd();
    else if (this.#pinned) this.#follow();
    else this.end.hidden = false;
    return true;
  }

  /** @param {number | undefined} id */
  forget(id) {
    if (id !== undefined && this.#messages.delete(id)) this.draw();
  }

  toEnd() {
    this.end.hidden = true;
    if (this.#messages.size === 0) return;
    this.#pinned = true;
    this.area.scrollTop = this.area.scrollHeight;
  }

  /** An answer longer than the screen is read from its beginning; any other is shown whole. */
  #follow() {
    const newest = /** @type {HTMLElement} */ (this.list.lastElementChild);
    const above = newest.getBoundingClientRect().top - this.area.getBoundingClientRect().top - MARGIN_PX;
    const below = this.area.scrollHeight - this.area.scrollTop - this.area.clientHeight;
    if (above >= below) return this.toEnd();
    this.#pinned = false;
    this.#height = this.area.scrollHeight;
    this.area.scrollTop += above;
    this.#placed = this.area.scrollTop;
    this.end.hidden = false;
  }

  #scrolled() {
    // A scroll by the page itself, or by a change of the content, says nothing about what the person wants.
    if (this.area.scrollHeight !== this.#height || this.area.scrollTop === this.#placed) return;
    this.#pinned = this.area.scrollHeight - this.area.scrollTop - this.area.clientHeight < NEAR_END_PX;
    if (this.#pinned) this.end.hidden = true;
  }

  /** @param {Message} message @param {string} above the day of the message above */
  #item(message, above) {
    const item = renderMessage(message, this.person, this.actions);
    const own = day(message.date);
    item.dataset.day = own;
    if (own !== above) item.prepend(el("p", { class: "day" }, el("span", {}, own)));
    return item;
  }

  /** @param {Message} message */
  #append(message) {
    const above = /** @type {HTMLElement | null} */ (this.list.lastElementChild);
    this.list.append(this.#item(message, above?.dataset.day ?? ""));
  }

  /** Keeps the keyboard's place: a button in use is found again in the new message. @param {Message} message */
  #replace(message) {
    const old = /** @type {HTMLElement | null} */ (this.list.querySelector(`[data-message="${message.id}"]`));
    if (!old) return;
    const above = /** @type {HTMLElement | null} */ (old.previousElementSibling);
    const item = this.#item(message, above?.dataset.day ?? "");
    const focused = old.contains(document.activeElement);
    const at = [...old.querySelectorAll(".key")].indexOf(/** @type {Element} */ (document.activeElement));
    old.replaceWith(item);
    if (!focused) return;
    const keys = /** @type {NodeListOf<HTMLElement>} */ (item.querySelectorAll(".key"));
    (keys[Math.min(Math.max(at, 0), keys.length - 1)] ?? item).focus({ preventScroll: true });
  }
}
