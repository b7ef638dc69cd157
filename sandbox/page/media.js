/** What hangs on a message: pictures, stickers, voice, video and files to download. */

import { el, icon } from "./dom.js";
import { t, uiLocale } from "./i18n.js";

/** @typedef {import("./api.js").Media} Media */

const PICTURES = new Set(["photo", "sticker", "animation"]);
const SHOWABLE = /^image\/(png|jpeg|gif|webp|avif|bmp|svg\+xml)$/;

/** @param {number | undefined} bytes @returns {string} for example 12 kB */
export function fileSize(bytes) {
  if (bytes === undefined || bytes === null) return "";
  const [amount, unit] =
    bytes < 1000 ? [bytes, "byte"] : bytes < 1e6 ? [bytes / 1000, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(uiLocale(), {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 1,
  }).format(amount);
}

/** @param {Media} media @returns {HTMLElement} */
export function renderMedia(media) {
  const isPicture = PICTURES.has(media.type) && (!media.mime || SHOWABLE.test(media.mime));
  if (isPicture) return picture(media);
  if (media.type === "voice" || media.type === "audio") return player("audio", media);
  if (media.type === "video" || media.type === "video_note" || media.type === "animation")
    return player("video", media);
  return media.url ? file(media) : note(media.type);
}

/** A kind without a file: its name and sign say what was sent. @param {string} type */
function note(type) {
  const known = ["location", "poll", "contact", "sticker"].includes(type);
  return el("p", { class: "note" }, icon(known ? type : "file"), t(known ? type : "unsupported"));
}

/** A picture that cannot be drawn becomes a file to download; an empty sticker a word. @param {Media} media */
function picture(media) {
  const alt = t("picture", { name: media.file_name || "" }).trim();
  const image = /** @type {HTMLImageElement} */ (
    el("img", {
      src: media.url,
      alt,
      decoding: "async",
      onload: () => media.type === "sticker" && image.naturalWidth < 2 && frame.replaceWith(note("sticker")),
      onerror: () => frame.replaceWith(file(media)),
    })
  );
  const frame = el("a", { href: media.url, target: "_blank", rel: "noopener", class: `picture ${media.type}` }, image);
  return frame;
}

/** @param {"audio" | "video"} tag @param {Media} media */
function player(tag, media) {
  const name = media.file_name || media.type;
  return el(tag, { src: media.url, controls: true, preload: "metadata", "aria-label": name, class: `player ${tag}` });
}

/** @param {Media} media */
function file(media) {
  const name = media.file_name || media.type;
  const words = el(
    "span",
    { class: "file-words" },
    el("span", { class: "file-name" }, name),
    el("small", {}, fileSize(media.size)),
  );
  const label = `${t("download", { name })} ${fileSize(media.size)}`.trim();
  return el(
    "a",
    { href: media.url, download: name, class: "file", "aria-label": label },
    el("span", { class: "file-icon" }, icon("file")),
    words,
    icon("download"),
  );
}
