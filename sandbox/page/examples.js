/** Messages to try the bot with. The lender, the bank, the people and the numbers are made up. */

/** @typedef {import("./api.js").Origin} Origin */
/** @typedef {{key: string, text: string, kind: Origin["kind"], sender: string, when: (now: Date) => Date}} Example */

/** @param {Date} now @param {number} days @param {number} hours @param {number} minutes */
function at(now, days, hours, minutes) {
  const when = new Date(now);
  when.setDate(when.getDate() - days);
  when.setHours(hours, minutes, 0, 0);
  return when;
}

/** @type {Example[]} */
export const EXAMPLES = [
  {
    key: "example_debtor",
    text: "【云雀速借】你的借款已逾期12天，装死没用。今晚8点前不还清，我们就联系你通讯录里的所有人，让你单位和老家都知道你欠钱不还，后果自负！",
    kind: "hidden_user",
    sender: "19900000000",
    when: (now) => at(now, 1, 22, 41),
  },
  {
    key: "example_friend",
    text: "【云雀速借】你好，你是王小明的紧急联系人。他借款3000元逾期不还，电话不接，请你今天之内让他还款，否则我们会继续打给你。",
    kind: "hidden_user",
    sender: "16500000000",
    when: (now) => at(now, 1, 14, 5),
  },
  {
    key: "example_bank",
    text: "【示例银行】尊敬的客户，您尾号0000的信用卡本期账单为1286.50元，最后还款日为本月25日，请按时还款。如已还款，请忽略本短信。",
    kind: "hidden_user",
    sender: "示例银行",
    when: (now) => at(now, 1, 10, 30),
  },
];
