/** The local server as functions. Addresses are relative: the page lives under a secret path it need not know. */

/** @typedef {"zh-hans" | "zh-hant" | "en"} PersonLanguage */
/** @typedef {{id: number, name: string, language: PersonLanguage, blocked?: boolean}} Person */
/** @typedef {"user" | "hidden_user" | "chat" | "channel"} OriginKind */
/** @typedef {{kind: OriginKind, name: string, date: string}} Origin Where a forwarded message comes from; ISO date. */
/** @typedef {{type: string, offset: number, length: number, url?: string}} Entity Offsets count UTF-16 units. */
/** @typedef {{type: string, file_id: string, file_name?: string, mime?: string, size?: number, url: string}} Media */
/** @typedef {{text: string, data?: string, url?: string, copy?: string}} Button */
/**
 * @typedef {object} Message
 * @property {number} id
 * @property {"person" | "bot"} from
 * @property {string} date
 * @property {string} [text]
 * @property {Entity[]} [entities]
 * @property {string} [caption]
 * @property {Entity[]} [caption_entities]
 * @property {Origin} [forward]
 * @property {Media} [media]
 * @property {string} [media_group_id]
 * @property {Button[][]} [buttons]
 * @property {boolean} [edited]
 * @property {boolean} [silent]
 */
/** @typedef {{command: string, description: string}} Command */
/** @typedef {{messages: Message[], commands: Command[], bot: {name: string, username: string}}} Chat */
/**
 * @typedef {object} ChatEvent
 * @property {string} type message, edit, delete, action, commands or answer
 * @property {number} person
 * @property {Message} [message]
 * @property {number} [message_id]
 * @property {string} [action]
 * @property {Command[]} [commands]
 */
/** @typedef {"photo" | "document" | "voice" | "video" | "audio"} UploadKind */

/** The server said no, or was not there (status 0). The text is for the person. */
export class ApiError extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<any>}
 */
async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, cache: "no-store", credentials: "same-origin" });
  } catch {
    throw new ApiError(0, "");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, body?.description ?? body?.error ?? response.statusText);
  return body;
}

/** @param {string} path @param {object} body @returns {Promise<any>} */
function post(path, body) {
  return call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** @returns {Promise<Person[]>} */
export const people = () => call("api/people");

/** @param {string} name @param {PersonLanguage} language @returns {Promise<Person>} */
export const addPerson = (name, language) => post("api/people", { name, language });

/** @param {number} person @param {boolean} blocked */
export const block = (person, blocked) => post(`api/people/${person}/block`, { blocked });

/** @param {number} person @returns {Promise<Chat>} */
export const chat = (person) => call(`api/people/${person}/chat`);

/** @param {number} person @param {string} text @param {Origin | null} forward */
export const send = (person, text, forward) =>
  post(`api/people/${person}/send`, forward ? { text, forward } : { text });

/** @param {number} person @param {number} message_id @param {string} text */
export const edit = (person, message_id, text) => post(`api/people/${person}/edit`, { message_id, text });

/** @param {number} person @param {number} message_id */
export const remove = (person, message_id) => post(`api/people/${person}/delete`, { message_id });

/** @param {number} person @param {number} message_id @param {string} data
 *  @returns {Promise<{text?: string, show_alert?: boolean}>} */
export const press = (person, message_id, data) => post(`api/people/${person}/press`, { message_id, data });

/** @param {number} person @param {"sticker" | "location" | "poll" | "contact"} kind */
export const special = (person, kind) => post(`api/people/${person}/${kind}`, {});

/**
 * Sends files as one message, or as one album.
 * @param {number} person
 * @param {File[]} files
 * @param {{as: UploadKind, caption: string, forward: Origin | null}} how
 */
export function upload(person, files, { as, caption, forward }) {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  form.append("as", as);
  form.append("caption", caption);
  if (forward) {
    form.append("forward_kind", forward.kind);
    form.append("forward_name", forward.name);
    form.append("forward_date", forward.date);
  }
  return call(`api/people/${person}/upload`, { method: "POST", body: form });
}

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 5000;

/**
 * Listens for as long as the page is open and comes back by itself after a break.
 * @param {(event: ChatEvent) => void} onEvent
 * @param {(connected: boolean) => void} onState called at each change; whoever missed something reloads
 */
export function listen(onEvent, onState) {
  let wait = FIRST_WAIT_MS;
  const open = () => {
    const url = new URL("api/events", document.baseURI);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    socket.onopen = () => {
      wait = FIRST_WAIT_MS;
      onState(true);
    };
    socket.onmessage = (frame) => onEvent(JSON.parse(frame.data));
    socket.onclose = () => {
      onState(false);
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  };
  open();
}
