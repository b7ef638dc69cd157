/** The start of the page: people and their columns, tabs on a narrow screen, language, connection. */

import * as api from "./api.js";
import { Column } from "./columns.js";
import { el, find, icon } from "./dom.js";
import { report } from "./feedback.js";
import { onUiLanguage, setUiLanguage, t, translate, uiLanguage, uiLocale } from "./i18n.js";

/** @type {Map<number, Column>} */
const columns = new Map();
/** @type {Set<number>} people whose column has news that were not looked at */
const unread = new Set();
/** @type {number | null} the column a narrow screen shows */
let active = null;

const area = find(document, "#columns", HTMLElement);
const tabs = find(document, "#tabs", HTMLElement);
const dialog = find(document, "#person-dialog", HTMLDialogElement);
const personForm = find(dialog, "form", HTMLFormElement);

/** @returns {api.PersonLanguage} the language of this browser, as a phone would tell it */
function browserLanguage() {
  const tag = navigator.language.toLowerCase();
  if (/^zh\b.*(hant|tw|hk|mo)/.test(tag)) return "zh-hant";
  return tag.startsWith("zh") ? "zh-hans" : "en";
}

/** @param {api.Person} person */
async function addColumn(person) {
  if (columns.has(person.id)) return;
  const column = new Column(person, () => news(person.id));
  columns.set(person.id, column);
  area.append(column.root);
  drawTabs();
  await column.load();
  drawTabs();
}

/** @param {number} person */
function news(person) {
  if (person === active && !document.hidden) return;
  unread.add(person);
  drawTabs();
}

/** @param {number} person */
function activate(person) {
  active = person;
  unread.delete(person);
  drawTabs();
}

function drawTabs() {
  active ??= columns.keys().next().value ?? null;
  for (const [id, column] of columns) column.root.classList.toggle("active", id === active);
  tabs.hidden = columns.size < 2;
  area.classList.toggle("several", columns.size > 1);
  tabs.replaceChildren(...[...columns.values()].map(tab));
}

/** @param {Column} column */
function tab({ person: { id, name } }) {
  const isUnread = unread.has(id) && id !== active;
  const choose = () => {
    activate(id);
    find(tabs, "[aria-current]", HTMLElement).focus();
  };
  return el(
    "button",
    {
      type: "button",
      class: "tab",
      "aria-current": id === active ? "true" : null,
      "aria-label": isUnread ? t("unread", { name }) : null,
      onclick: choose,
    },
    el("span", { class: "tab-name" }, name),
    isUnread && el("span", { class: "dot" }),
  );
}

function drawFrame() {
  document.documentElement.lang = uiLocale();
  document.title = t("title");
  translate(document);
  for (const column of columns.values()) column.render();
  drawTabs();
}

function askForPerson() {
  personForm.reset();
  find(personForm, "[name=language]", HTMLSelectElement).value = browserLanguage();
  dialog.showModal();
}

/** @param {SubmitEvent} event */
async function createPerson(event) {
  event.preventDefault();
  const fields = new FormData(personForm);
  const language = /** @type {api.PersonLanguage} */ (String(fields.get("language")));
  dialog.close();
  try {
    const person = await api.addPerson(String(fields.get("name")).trim(), language);
    await addColumn(person);
    activate(person.id);
    const column = columns.get(person.id);
    column?.root.scrollIntoView({ inline: "end", block: "nearest" });
    column?.composer.text.focus();
  } catch (error) {
    report(error);
  }
}

/** Draws the people there are; the very first visitor becomes one. */
async function loadPeople() {
  const known = await api.people();
  const all = known.length > 0 ? known : [await api.addPerson(t("me"), browserLanguage())];
  for (const person of all) {
    const column = columns.get(person.id);
    await (column ? column.load() : addColumn(person));
  }
}

/** @param {boolean} connected Each new connection loads everything again: what happened meanwhile is not lost. */
function connection(connected) {
  find(document, "#offline", HTMLElement).hidden = connected;
  if (connected) void loadPeople().then(() => area.setAttribute("aria-busy", "false"), report);
}

/** News of somebody unknown: added in another window, so the people are read again. @param {api.ChatEvent} event */
function deliver(event) {
  const column = columns.get(event.person);
  if (column) column.receive(event);
  else void loadPeople().catch(report);
}

find(document, "#language", HTMLButtonElement).onclick = () => setUiLanguage(uiLanguage() === "zh" ? "en" : "zh");
find(document, "#add-person", HTMLButtonElement).onclick = askForPerson;
find(dialog, ".dialog-cancel", HTMLButtonElement).onclick = () => dialog.close();
personForm.onsubmit = createPerson;
area.addEventListener("focusin", (event) => {
  const id = [...columns].find(([, column]) => column.root.contains(/** @type {Node} */ (event.target)))?.[0];
  if (id !== undefined && id !== active) activate(id);
});
find(document, "#skip", HTMLButtonElement).onclick = () => columns.get(active ?? -1)?.composer.text.focus();
/** A file dropped beside a column must not make the browser leave the page. @param {DragEvent} event */
const keepPage = (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault();
document.addEventListener("dragover", keepPage);
document.addEventListener("drop", keepPage);
find(document, "#brand", HTMLElement).prepend(icon("bubble"));
onUiLanguage(drawFrame);
drawFrame();
api.listen(deliver, connection);
