/** Every word of the page itself, in Simplified Chinese and English. What the bot says is not here. */

/** @typedef {"zh" | "en"} UiLanguage */

const STORED = "sandbox.language";

/** @type {Record<string, [zh: string, en: string]>} */
const WORDS = {
  title: ["止扰 · 本机试用", "Undun · local sandbox"],
  brand: ["止扰", "Undun"],
  badge: ["本机试用", "Local sandbox"],
  badge_long: ["只在这台电脑上运行，不连接外网，不需要账号", "Runs on this computer only: no internet, no account"],
  skip: ["跳到输入框", "Skip to the message box"],
  switch_language: ["Switch the page to English", "界面切换为中文"],
  switch_language_short: ["EN", "中"],
  add_person: ["加一个人", "Add a person"],
  people: ["聊天的人", "People"],
  offline: ["和本机服务断开了，正在重连…", "Lost the local server; reconnecting…"],
  failed: ["没有成功：{reason}", "That did not work: {reason}"],
  no_server: ["本机服务没有回应", "the local server does not answer"],
  close: ["关闭", "Close"],
  cancel: ["取消", "Cancel"],
  ok: ["知道了", "OK"],
  me: ["我", "Me"],

  person_name: ["名字", "Name"],
  person_name_hint: ["例如：妈妈、同事小李", "For example: Mum, a colleague"],
  person_language: ["此人手机的语言", "Language of this person’s phone"],
  person_why: [
    "每个人有自己的一列聊天，机器人把他们当作不同的人。",
    "Each person has a chat of their own; the bot sees them as different people.",
  ],
  add: ["加上", "Add"],
  "zh-hans": ["简体中文", "Simplified Chinese"],
  "zh-hant": ["繁體中文", "Traditional Chinese"],
  en: ["English", "English"],

  chat_of: ["{name} 的聊天", "Chat of {name}"],
  with_bot: ["和 {bot} 聊天", "Chatting with {bot}"],
  the_bot: ["机器人", "the bot"],
  typing: ["正在输入…", "typing…"],
  sending_file: ["正在发送文件…", "sending a file…"],
  person_menu: ["{name}：更多", "{name}: more"],
  block: ["停用机器人", "Block the bot"],
  unblock: ["恢复机器人", "Unblock the bot"],
  blocked: ["已停用机器人，它发不来消息", "The bot is blocked and cannot write"],
  to_end: ["到最新消息", "To the newest message"],
  unread: ["{name}，有新消息", "{name}, new messages"],

  empty_title: ["把催收消息转给它，看它怎么答", "Forward a collection message and see the answer"],
  empty_hint: [
    "点一条例子，填好后按发送；也可以直接粘贴、拖入截图。",
    "Tap an example and press send, or paste a text, or drop a screenshot.",
  ],
  empty_start: ["先打个招呼", "Say hello first"],
  example_debtor: ["发给借款人的", "Sent to a borrower"],
  example_friend: ["发给朋友的", "Sent to a friend"],
  example_bank: ["银行的正常提醒", "A bank’s lawful reminder"],
  example_note: ["例子里的机构和号码都是编的。", "The lenders and numbers in the examples are made up."],

  message_label: ["消息", "Message"],
  message_hint: ["写一条消息，或粘贴收到的内容", "Write, or paste what you received"],
  caption_hint: ["给文件加一句说明（可不写）", "Add a caption (optional)"],
  blocked_hint: ["恢复机器人后才能发", "Unblock the bot to write"],
  keys: ["Enter 发送，Shift+Enter 换行", "Enter sends, Shift+Enter starts a new line"],
  send: ["发送", "Send"],
  save: ["保存修改", "Save"],
  attach: ["添加图片或文件", "Attach pictures or files"],
  drop: ["松开，添加到消息", "Drop to attach"],
  files: ["要发送的文件", "Files to send"],
  too_large: ["{name} 超过 20 MB，机器人读不了", "{name} is over 20 MB, more than the bot can read"],
  drop_file: ["去掉 {name}", "Remove {name}"],
  send_as: ["发送方式", "Send as"],
  as_auto: ["自动", "Automatic"],
  as_photo: ["图片", "Picture"],
  as_document: ["原文件", "File"],
  as_voice: ["语音", "Voice message"],
  as_video: ["视频", "Video"],
  as_audio: ["音频", "Audio"],
  editing: ["修改这条消息", "Editing a message"],
  more: ["命令和其他内容", "Commands and other content"],
  commands: ["机器人的命令", "Commands of the bot"],
  others: ["发别的", "Send something else"],
  sticker: ["贴纸", "Sticker"],
  location: ["位置", "Location"],
  poll: ["投票", "Poll"],
  contact: ["名片", "Contact"],

  forward: ["转发", "Forward"],
  forward_title: ["当作转发来的消息", "As a forwarded message"],
  forward_kind: ["来源", "Origin"],
  kind_user: ["个人账号", "Person"],
  kind_hidden_user: ["隐藏账号", "Hidden account"],
  kind_chat: ["群", "Group"],
  kind_channel: ["频道", "Channel"],
  forward_name: ["谁发的", "Sender"],
  forward_name_hint: ["名字或号码", "Name or number"],
  forward_date: ["原消息时间（{zone}）", "Original time ({zone})"],
  forward_stop: ["不作为转发", "Do not forward"],

  said_bot: ["机器人说：", "The bot says:"],
  said_person: ["{name}说：", "{name} says:"],
  from_user: ["转发自 {name}", "Forwarded from {name}"],
  from_hidden_user: ["转发自 {name}", "Forwarded from {name}"],
  from_chat: ["转发自群 {name}", "Forwarded from the group {name}"],
  from_channel: ["转发自频道 {name}", "Forwarded from the channel {name}"],
  edited: ["改过", "edited"],
  silent: ["不响铃", "without sound"],
  message_menu: ["这条消息：更多", "This message: more"],
  edit: ["修改", "Edit"],
  delete: ["删除", "Delete"],
  copy: ["复制", "Copy"],
  copy_text: ["复制文字", "Copy the text"],
  copied: ["已复制", "Copied"],
  copy_by_hand: ["浏览器没让复制，请手动选中：", "The browser refused to copy; select the text yourself:"],
  opens_outside: ["（在新标签页打开）", "(opens in a new tab)"],
  buttons: ["按钮", "Buttons"],
  spoiler: ["遮住的内容，按下显示", "Hidden text, press to show"],
  expand: ["展开", "Show all"],
  collapse: ["收起", "Show less"],
  picture: ["图片 {name}", "Picture {name}"],
  download: ["下载 {name}", "Download {name}"],
  unsupported: ["这里显示不了的内容", "Content this page cannot show"],
};

/** @type {UiLanguage} */
let current = initial();
/** @type {(() => void)[]} */
const listeners = [];

/** @returns {UiLanguage} */
function initial() {
  const kept = sessionStorage.getItem(STORED);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** @returns {UiLanguage} */
export const uiLanguage = () => current;

/** BCP 47 tag for dates and the lang attribute. */
export const uiLocale = () => (current === "zh" ? "zh-Hans-CN" : "en-GB");

/**
 * The words for a key, with {placeholders} filled. An unknown key is a mistake and shows as itself.
 * @param {string} key
 * @param {Record<string, string>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  const words = WORDS[key]?.[current === "zh" ? 0 : 1] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** @param {UiLanguage} language Kept for this tab only. */
export function setUiLanguage(language) {
  current = language;
  sessionStorage.setItem(STORED, language);
  for (const listener of listeners) listener();
}

/** @param {() => void} listener */
export const onUiLanguage = (listener) => void listeners.push(listener);

/**
 * Fills what index.html marks with data-t (text), data-t-label (aria-label and title), data-t-title and data-t-hint
 * (placeholder).
 * @param {ParentNode} root
 */
export function translate(root) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.getAttribute("data-t") ?? "");
  for (const node of root.querySelectorAll("[data-t-label]")) {
    const label = t(node.getAttribute("data-t-label") ?? "");
    node.setAttribute("aria-label", label);
    node.setAttribute("title", label);
  }
  for (const node of root.querySelectorAll("[data-t-title]")) {
    node.setAttribute("title", t(node.getAttribute("data-t-title") ?? ""));
  }
  for (const node of root.querySelectorAll("[data-t-hint]")) {
    node.setAttribute("placeholder", t(node.getAttribute("data-t-hint") ?? ""));
  }
}
