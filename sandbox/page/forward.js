/** The panel that makes the next message a forwarded one: origin, sender, and the time of the original. */

import { find } from "./dom.js";
import { t } from "./i18n.js";

/** @typedef {import("./api.js").Origin} Origin */

const MINUTE_MS = 60_000;

/** A date as `datetime-local` wants it: local wall clock, to the minute. @param {Date} date */
function localValue(date) {
  return new Date(date.getTime() - date.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
}

/** The zone this computer reads the time in, for example UTC+8. */
function zone() {
  const hours = -new Date().getTimezoneOffset() / 60;
  return `UTC${hours < 0 ? "−" : "+"}${Math.abs(hours)}`;
}

export class ForwardPanel {
  /** @param {HTMLElement} root the composer @param {() => void} changed */
  constructor(root, changed) {
    this.changed = changed;
    this.panel = find(root, ".forward", HTMLElement);
    this.toggle = find(root, ".forward-toggle", HTMLButtonElement);
    this.kind = find(root, "[name=kind]", HTMLSelectElement);
    this.name = find(root, "[name=sender]", HTMLInputElement);
    this.date = find(root, "[name=date]", HTMLInputElement);
    this.toggle.onclick = () => (this.open ? this.stop() : this.start());
    find(root, ".forward-stop", HTMLButtonElement).onclick = () => {
      this.stop();
      this.toggle.focus();
    };
  }

  get open() {
    return !this.panel.hidden;
  }

  /** Opens with the time of now; kind and sender stay as they were last. */
  start() {
    this.date.value = localValue(new Date());
    this.#show(true);
    this.name.focus();
  }

  /** @param {{kind: Origin["kind"], sender: string, when: Date}} origin */
  prepare({ kind, sender, when }) {
    this.kind.value = kind;
    this.name.value = sender;
    this.date.value = localValue(when);
    this.#show(true);
  }

  stop() {
    this.#show(false);
  }

  /** The origin to send with, or null when the message is the person's own. @returns {Origin | null} */
  origin() {
    if (!this.open) return null;
    const when = this.date.value ? new Date(this.date.value) : new Date();
    return {
      kind: /** @type {Origin["kind"]} */ (this.kind.value),
      name: this.name.value.trim(),
      date: when.toISOString(),
    };
  }

  /** Says at the field what is missing. @returns {boolean} whether the panel is closed or complete */
  check() {
    return !this.open || (this.name.reportValidity() && this.date.reportValidity());
  }

  label() {
    find(this.panel, ".forward-zone", HTMLElement).textContent = t("forward_date", { zone: zone() });
  }

  /** @param {boolean} open */
  #show(open) {
    this.panel.hidden = !open;
    for (const field of [this.kind, this.name, this.date]) field.disabled = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    this.changed();
  }
}
