/** Where a person writes: text, files, the forward panel, and the menu with commands and other content. */

import * as api from "./api.js";
import { Attachments } from "./attachments.js";
import { find } from "./dom.js";
import { report } from "./feedback.js";
import { ForwardPanel } from "./forward.js";
import { t, translate } from "./i18n.js";
import { openMenu } from "./menu.js";

/** @typedef {import("./api.js").Message} Message */
/** @typedef {"sticker" | "location" | "poll" | "contact"} Special */

const MAX_HEIGHT_PX = 200;
/** @type {Special[]} */
const SPECIALS = ["sticker", "location", "poll", "contact"];

export class Composer {
  /** @type {Message | null} */
  #editing = null;
  #busy = false;

  /**
   * @param {HTMLFormElement} form
   * @param {import("./api.js").Person} person
   * @param {() => import("./api.js").Command[]} commands what the bot offers now
   */
  constructor(form, person, commands) {
    this.form = form;
    this.person = person;
    this.commands = commands;
    this.text = find(form, "textarea", HTMLTextAreaElement);
    this.submit = find(form, ".send", HTMLButtonElement);
    this.more = find(form, ".more-content", HTMLButtonElement);
    this.attachments = new Attachments(form, () => this.update());
    this.forward = new ForwardPanel(form, () => this.update());
    this.#listen();
    this.translate();
  }

  #listen() {
    this.form.onsubmit = (event) => {
      event.preventDefault();
      void this.send();
    };
    this.text.oninput = () => this.update();
    this.text.onkeydown = (event) => this.#key(event);
    this.text.onpaste = (event) => {
      const files = event.clipboardData?.files;
      // Office programs put a picture beside the text they copy: the text is what was meant.
      if (!files?.length || event.clipboardData?.getData("text/plain")) return;
      event.preventDefault();
      this.attachments.add(files);
    };
    this.more.onclick = () => this.#menu();
    find(this.form, ".editing-cancel", HTMLButtonElement).onclick = () => this.stopEditing();
  }

  /** Enter sends, except while an input method is still composing characters. @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape" && this.#editing) this.stopEditing();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    void this.send();
  }

  translate() {
    translate(this.form);
    this.forward.label();
    this.attachments.render();
    this.update();
  }

  /** Brings the look in line with what is written. */
  update() {
    if (!this.attachments || !this.forward) return;
    const withFiles = !this.attachments.empty;
    this.text.placeholder = t(this.person.blocked ? "blocked_hint" : withFiles ? "caption_hint" : "message_hint");
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, MAX_HEIGHT_PX)}px`;
    const nothing = !this.text.value.trim() && !withFiles;
    this.submit.setAttribute("aria-disabled", String(nothing || this.#busy));
    this.form.inert = Boolean(this.person.blocked);
    find(this.form, ".editing", HTMLElement).hidden = !this.#editing;
    const label = t(this.#editing ? "save" : "send");
    this.submit.setAttribute("aria-label", label);
    this.submit.title = label;
  }

  /** Sends what is written and attached; on failure everything stays for another try. */
  async send() {
    const text = this.text.value.trim();
    if (this.#busy || (!text && this.attachments.empty) || !this.forward.check()) return;
    this.#busy = true;
    this.update();
    try {
      await this.#deliver(text);
      this.#reset();
    } catch (error) {
      report(error);
    } finally {
      this.#busy = false;
      this.update();
    }
  }

  /** @param {string} text */
  async #deliver(text) {
    const { id } = this.person;
    if (this.#editing) return void (await api.edit(id, this.#editing.id, text));
    const forward = this.forward.origin();
    let caption = text;
    for (const { as, files } of this.attachments.batches()) {
      await api.upload(id, files, { as, caption, forward });
      caption = "";
    }
    if (this.attachments.empty) await api.send(id, text, forward);
  }

  #reset() {
    this.text.value = "";
    this.#editing = null;
    this.attachments.clear();
    this.forward.stop();
    this.text.focus();
  }

  /** Fills in a prepared forward; the person looks at it and sends. @param {import("./examples.js").Example} example */
  prepare(example) {
    this.text.value = example.text;
    this.forward.prepare({ kind: example.kind, sender: example.sender, when: example.when(new Date()) });
    this.update();
    // On a touch screen the keyboard would cover what was just filled in.
    if (!matchMedia("(pointer: coarse)").matches) this.text.focus();
    this.text.scrollTop = 0;
  }

  /** @param {Message} message of the person's own; its text or caption is changed */
  startEditing(message) {
    this.#editing = message;
    this.text.value = message.text || message.caption || "";
    this.forward.stop();
    this.attachments.clear();
    this.text.focus();
  }

  stopEditing() {
    this.#editing = null;
    this.text.value = "";
    this.update();
  }

  #menu() {
    const commands = this.commands().map(({ command, description }) => ({
      label: `/${command.replace(/^\//, "")}`,
      hint: description,
      run: () => this.sendCommand(`/${command.replace(/^\//, "")}`),
    }));
    const others = SPECIALS.map((kind) => ({ label: t(kind), symbol: kind, run: () => this.#special(kind) }));
    openMenu(this.more, t("more"), [
      { title: t("commands"), items: commands },
      { title: t("others"), items: others },
    ]);
  }

  /** @param {string} command with its slash; sent at once, whatever else is being written */
  async sendCommand(command) {
    await api.send(this.person.id, command, null).catch(report);
  }

  /** @param {Special} kind */
  async #special(kind) {
    await api.special(this.person.id, kind).catch(report);
  }
}
