/** One message as a list item: origin, media, text, time, and the rows of buttons under it. */

import { el, icon, iconButton, safeLink } from "./dom.js";
import { renderText } from "./entities.js";
import { t, uiLocale } from "./i18n.js";
import { renderMedia } from "./media.js";

/** @typedef {import("./api.js").Message} Message */
/** @typedef {import("./api.js").Button} Button */
/**
 * @typedef {object} MessageActions what a message may ask of its column
 * @property {(message: Message, data: string) => Promise<void>} press
 * @property {(text: string, from: HTMLElement) => void} copy
 * @property {(text: string) => void} command
 * @property {(message: Message, from: HTMLElement) => void} menu
 */

const LANGUAGES = { "zh-hans": "zh-Hans", "zh-hant": "zh-Hant", en: "en" };

/** @param {string} iso @param {Intl.DateTimeFormatOptions} options */
const format = (iso, options) => new Intl.DateTimeFormat(uiLocale(), options).format(new Date(iso));

/** @param {string} iso */
export const clock = (iso) => format(iso, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
/** @param {string} iso */
export const day = (iso) => format(iso, { month: "long", day: "numeric", weekday: "short" });
/** @param {string} iso */
const moment = (iso) =>
  format(iso, { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/**
 * @param {Message} message
 * @param {import("./api.js").Person} person
 * @param {MessageActions} actions
 * @returns {HTMLLIElement}
 */
export function renderMessage(message, person, actions) {
  const who = message.from === "bot" ? t("said_bot") : t("said_person", { name: person.name });
  const menu = iconButton(t("message_menu"), "dots", () => actions.menu(message, menu));
  menu.classList.add("message-menu");
  menu.setAttribute("aria-haspopup", "menu");
  const stack = el("div", { class: "stack" }, bubble(message, person, actions), keyboard(message, person, actions));
  const item = el(
    "li",
    { class: `message from-${message.from}`, "data-message": message.id, tabindex: -1 },
    el("span", { class: "visually-hidden" }, who),
    stack,
    menu,
  );
  if (message.media_group_id) item.dataset.album = message.media_group_id;
  return /** @type {HTMLLIElement} */ (item);
}

/** @param {Message} message @param {import("./api.js").Person} person @param {MessageActions} actions */
function bubble(message, person, actions) {
  const text = message.text || message.caption || "";
  const entities = (message.text ? message.entities : message.caption_entities) ?? [];
  const bare = message.media?.type === "sticker" && !text;
  const words =
    text && el("div", { class: "words", lang: LANGUAGES[person.language] }, renderText(text, entities, actions));
  return el(
    "div",
    { class: bare ? "bubble bare" : "bubble" },
    message.forward && origin(message.forward),
    message.media && renderMedia(message.media),
    words,
    meta(message),
  );
}

/** @param {import("./api.js").Origin} forward */
function origin({ kind, name, date }) {
  const when = date && el("time", { datetime: date }, ` · ${moment(date)}`);
  return el("p", { class: "origin" }, icon("forward"), el("span", {}, t(`from_${kind}`, { name }), when));
}

/** @param {Message} message */
function meta(message) {
  return el(
    "p",
    { class: "meta" },
    message.silent &&
      el("span", { class: "silent", role: "img", "aria-label": t("silent"), title: t("silent") }, icon("silent")),
    message.edited && el("span", {}, t("edited")),
    el("time", { datetime: message.date }, clock(message.date)),
  );
}

/** @param {Message} message @param {import("./api.js").Person} person @param {MessageActions} actions */
function keyboard(message, person, actions) {
  if (!message.buttons?.length) return null;
  const rows = message.buttons.map((row) =>
    el(
      "div",
      { class: "keys-row", lang: LANGUAGES[person.language] },
      ...row.map((button) => key(button, message, actions)),
    ),
  );
  return el("div", { class: "keys", role: "group", "aria-label": t("buttons") }, ...rows);
}

/** @param {Button} button @param {Message} message @param {MessageActions} actions @returns {HTMLElement} */
function key(button, message, actions) {
  const words = el("span", { class: "key-words" }, button.text);
  if (button.copy !== undefined && button.copy !== null) {
    const text = button.copy;
    const node = el(
      "button",
      { type: "button", class: "key copy", onclick: () => actions.copy(text, node) },
      words,
      icon("copy"),
    );
    return node;
  }
  const href = safeLink(button.url ?? undefined);
  if (href) {
    const outside = el("span", { class: "visually-hidden" }, t("opens_outside"));
    return el(
      "a",
      { class: "key", href, target: "_blank", rel: "noopener noreferrer" },
      words,
      icon("outside"),
      outside,
    );
  }
  return pressable(button, words, message, actions);
}

/**
 * Waits for the bot's answer; a second press meanwhile is not sent.
 * @param {Button} button
 * @param {Node} words
 * @param {Message} message
 * @param {MessageActions} actions
 */
function pressable(button, words, message, actions) {
  const node = el("button", { type: "button", class: "key" }, words);
  node.onclick = async () => {
    if (node.getAttribute("aria-busy") === "true") return;
    node.setAttribute("aria-busy", "true");
    await actions.press(message, button.data ?? "");
    node.removeAttribute("aria-busy");
  };
  return node;
}
