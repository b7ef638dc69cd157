/** One person's chat as a column: head, messages, composer. Columns know nothing of each other. */

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { el, find, icon } from "./dom.js";
import { EXAMPLES } from "./examples.js";
import { alertDialog, copy, report, toast } from "./feedback.js";
import { t, translate } from "./i18n.js";
import { Log } from "./log.js";
import { openMenu } from "./menu.js";

/** @typedef {import("./api.js").Message} Message */

/** Telegram shows a chat action for about five seconds unless it is renewed. */
const ACTION_MS = 5000;

export class Column {
  /** @type {import("./api.js").Command[]} */
  #commands = [];
  #bot = { name: "", username: "" };
  #action = "";
  #actionTimer = 0;

  /** @param {import("./api.js").Person} person @param {() => void} onNews called when the bot has written */
  constructor(person, onNews) {
    this.person = person;
    this.onNews = onNews;
    const template = find(document, "#column-template", HTMLTemplateElement);
    this.root = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
    this.root.id = `person-${person.id}`;
    this.status = find(this.root, ".status", HTMLElement);
    this.log = new Log(this.root, person, {
      press: (message, data) => this.#press(message, data),
      copy,
      command: (text) => void this.composer.sendCommand(text),
      menu: (message, from) => this.#messageMenu(message, from),
    });
    this.composer = new Composer(find(this.root, "form", HTMLFormElement), person, () => this.#commands);
    this.#listen();
  }

  #listen() {
    const more = find(this.root, ".person-menu", HTMLButtonElement);
    more.onclick = () => this.#personMenu(more);
    find(this.root, ".unblock", HTMLButtonElement).onclick = () => void this.#block(false);
    this.root.ondragover = (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.root.classList.add("dropping");
    };
    this.root.ondragleave = (event) => {
      if (!this.root.contains(/** @type {Node | null} */ (event.relatedTarget))) this.root.classList.remove("dropping");
    };
    this.root.ondrop = (event) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      this.root.classList.remove("dropping");
      this.composer.attachments.add(event.dataTransfer.files);
    };
  }

  /** Fetches the whole chat and draws it; also the way back after a lost connection. */
  async load() {
    const chat = await api.chat(this.person.id);
    this.#commands = chat.commands;
    this.#bot = chat.bot;
    this.log.fill(chat.messages);
    this.render();
  }

  /** Draws everything anew, in the page's present language. */
  render() {
    translate(this.root);
    const { name } = this.person;
    this.root.setAttribute("aria-label", t("chat_of", { name }));
    find(this.root, ".avatar", HTMLElement).textContent = [...name][0] ?? "";
    find(this.root, ".person-name", HTMLElement).textContent = name;
    find(this.root, ".tag", HTMLElement).textContent = t(this.person.language);
    const more = find(this.root, ".person-menu", HTMLButtonElement);
    more.setAttribute("aria-label", t("person_menu", { name }));
    more.title = t("person_menu", { name });
    this.log.area.setAttribute("aria-label", t("chat_of", { name }));
    this.log.draw();
    this.#drawExamples();
    this.#drawStatus();
    this.composer.translate();
  }

  #drawExamples() {
    const cards = EXAMPLES.map((example) =>
      el(
        "button",
        { type: "button", class: "example", onclick: () => this.composer.prepare(example) },
        el("span", { class: "example-title" }, t(example.key), icon("forward")),
        el("span", { class: "example-text", lang: "zh-Hans" }, example.text),
      ),
    );
    const start = el(
      "button",
      { type: "button", class: "example start", onclick: () => this.composer.sendCommand("/start") },
      t("empty_start"),
      el("code", {}, "/start"),
    );
    find(this.root, ".examples", HTMLElement).replaceChildren(...cards, start);
  }

  #drawStatus() {
    const bot = this.#bot.name || t("the_bot");
    const typing = this.#action.startsWith("upload") ? t("sending_file") : t("typing");
    this.status.textContent = this.#action
      ? `${bot} ${typing}`
      : t(this.person.blocked ? "blocked" : "with_bot", { bot });
    this.status.classList.toggle("acting", Boolean(this.#action));
    find(this.root, ".blocked-bar", HTMLElement).hidden = !this.person.blocked;
    this.composer.form.hidden = Boolean(this.person.blocked);
  }

  /** @param {import("./api.js").ChatEvent} event about this person */
  receive(event) {
    if (event.type === "action") this.#act(event.action ?? "typing");
    else if (event.type === "commands") this.#commands = event.commands ?? [];
    else if (event.type === "delete") this.log.forget(event.message_id);
    else if (event.message && (event.type === "message" || event.type === "edit")) this.#take(event.message);
  }

  /** @param {Message} message */
  #take(message) {
    const isNew = this.log.take(message);
    if (!isNew || message.from !== "bot") return;
    this.#act("");
    this.onNews();
  }

  /** @param {string} action what the bot is doing; empty when it has stopped */
  #act(action) {
    clearTimeout(this.#actionTimer);
    this.#action = action;
    if (action) this.#actionTimer = window.setTimeout(() => this.#act(""), ACTION_MS);
    this.#drawStatus();
  }

  /** @param {Message} message @param {string} data */
  async #press(message, data) {
    try {
      const answer = await api.press(this.person.id, message.id, data);
      if (answer?.text) (answer.show_alert ? alertDialog : toast)(answer.text);
    } catch (error) {
      report(error);
    }
  }

  /** @param {Message} message @param {HTMLElement} from */
  #messageMenu(message, from) {
    const text = message.text || message.caption;
    const own = message.from === "person" && text && !message.forward;
    const items = [
      text && { label: t("copy_text"), symbol: "copy", run: () => copy(text, from) },
      own && { label: t("edit"), symbol: "edit", run: () => this.composer.startEditing(message) },
      {
        label: t("delete"),
        symbol: "trash",
        danger: true,
        run: () => api.remove(this.person.id, message.id).catch(report),
      },
    ];
    openMenu(from, t("message_menu"), [{ items: items.filter((item) => typeof item === "object") }]);
  }

  /** @param {HTMLElement} from */
  #personMenu(from) {
    const { blocked, name } = this.person;
    const item = {
      label: t(blocked ? "unblock" : "block"),
      symbol: blocked ? "check" : "block",
      danger: !blocked,
      run: () => this.#block(!blocked),
    };
    openMenu(from, t("person_menu", { name }), [{ items: [item] }]);
  }

  /** @param {boolean} blocked */
  async #block(blocked) {
    try {
      await api.block(this.person.id, blocked);
      this.person.blocked = blocked;
      this.render();
    } catch (error) {
      report(error);
    }
  }
}
