/** Files waiting to be sent: picked, pasted or dropped, each with a way to take it off again. */

import { el, find, iconButton } from "./dom.js";
import { toast } from "./feedback.js";
import { t } from "./i18n.js";
import { fileSize } from "./media.js";

/** @typedef {import("./api.js").UploadKind} UploadKind */

const ALBUM = 10;
/** What a bot may download: a larger file would only be announced to it. */
const LARGEST_BYTES = 20 * 1024 * 1024;

/** @param {File} file @returns {UploadKind} what a phone would send such a file as */
function usualKind(file) {
  if (/^image\/(png|jpeg|webp)$/.test(file.type)) return "photo";
  if (file.type.startsWith("video/")) return "video";
  if (/^audio\/(ogg|opus)/.test(file.type)) return "voice";
  return file.type.startsWith("audio/") ? "audio" : "document";
}

export class Attachments {
  /** @type {{file: File, preview: string | null}[]} */
  #items = [];

  /** @param {HTMLElement} root the composer @param {() => void} changed */
  constructor(root, changed) {
    this.changed = changed;
    this.area = find(root, ".attachments", HTMLElement);
    this.list = find(root, ".attachment-list", HTMLElement);
    this.as = find(root, "[name=as]", HTMLSelectElement);
    const picker = find(root, "[type=file]", HTMLInputElement);
    find(root, ".attach", HTMLButtonElement).onclick = () => picker.click();
    picker.onchange = () => {
      this.add(picker.files);
      picker.value = "";
    };
  }

  get empty() {
    return this.#items.length === 0;
  }

  /** @param {Iterable<File> | null} files */
  add(files) {
    for (const file of files ?? []) {
      if (file.size > LARGEST_BYTES) {
        toast(t("too_large", { name: file.name }));
        continue;
      }
      const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : null;
      this.#items.push({ file, preview });
    }
    this.render();
  }

  clear() {
    for (const { preview } of this.#items) if (preview) URL.revokeObjectURL(preview);
    this.#items = [];
    this.as.value = "auto";
    this.render();
  }

  /**
   * What goes out together: all of the chosen kind, else by the usual kind of each file; ten at most in an album.
   * @returns {{as: UploadKind, files: File[]}[]}
   */
  batches() {
    /** @type {{as: UploadKind, files: File[]}[]} */
    const batches = [];
    for (const { file } of this.#items) {
      const as = /** @type {UploadKind} */ (this.as.value === "auto" ? usualKind(file) : this.as.value);
      const open = batches.findLast((batch) => batch.as === as && batch.files.length < ALBUM);
      if (open) open.files.push(file);
      else batches.push({ as, files: [file] });
    }
    return batches;
  }

  render() {
    this.list.replaceChildren(...this.#items.map((item) => this.#chip(item)));
    this.area.hidden = this.empty;
    this.as.disabled = this.empty;
    this.changed();
  }

  /** @param {{file: File, preview: string | null}} item */
  #chip(item) {
    const name = item.file.name;
    const off = iconButton(t("drop_file", { name }), "close", () => {
      if (item.preview) URL.revokeObjectURL(item.preview);
      this.#items = this.#items.filter((other) => other !== item);
      this.render();
    });
    const words = el(
      "span",
      { class: "file-words" },
      el("span", { class: "file-name" }, name),
      el("small", {}, fileSize(item.file.size)),
    );
    return el("li", { class: "chip" }, item.preview && el("img", { src: item.preview, alt: "" }), words, off);
  }
}
