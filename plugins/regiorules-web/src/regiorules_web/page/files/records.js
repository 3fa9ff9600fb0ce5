// A question with a list for an answer, row by row.

import { isPartly, numberText, typedNumber } from "./entries.js";
import { announce, button, fresh, h } from "./dom.js";
import { language, t } from "./texts.js";

/** The field for a list of records, with those that are known filled in. */
export function records(fact, known) {
  const rows = h("div", { class: "rows" });
  const given = (isPartly(known) ? known.records : known) ?? [];
  const more = h("input", { type: "checkbox", checked: isPartly(known) });
  const none = h("input", { type: "checkbox", checked: Array.isArray(known) && !known.length });
  const empty = h("p", { class: "hint" }, t("no_rows"));
  const list = new Rows(fact, rows, empty);
  given.forEach((record) => list.add(record));
  if (!given.length && !none.checked) list.add({});
  const add = button(t("add_row"), () => list.add({}, true), { class: "quiet" });
  const tick = (box, text) => h("p", {}, h("label", { class: "option" }, box, h("span", {}, text)));
  const boxes = [tick(more, t("incomplete")), fact.may_be_none && tick(none, t("are_none"))];
  const hint = fact.fields.some((each) => each.type === "number") && h("p", { class: "hint" }, t("words_too"));
  return { node: h("div", {}, hint, rows, empty, add, boxes), read: () => read(list, more.checked, none.checked) };
}

/** What is filled in; undefined where nothing is. */
function read(list, more, none) {
  const found = list.read();
  if (!found.length) return none && !more ? [] : undefined;
  return more ? { records: found, complete: false } : found;
}

class Rows {
  constructor(fact, place, empty) {
    Object.assign(this, { fact, place, empty, every: [] });
    this.number();
  }

  add(record, isNew = false) {
    const cells = this.fact.fields.map((field) => cell(field, record[field.id] ?? null));
    const legend = h("legend", {});
    const remove = button(t("remove_row"), () => this.remove(row), { class: "quiet" });
    const node = h(
      "fieldset",
      { class: "row" },
      legend,
      cells.map((each) => each.node),
      remove,
    );
    const row = { node, cells, legend, remove };
    this.every.push(row);
    this.place.append(node);
    this.number();
    if (!isNew) return;
    node.querySelector("input, select").focus();
    announce(t("row_added", { number: this.every.length }));
  }

  remove(row) {
    const at = this.every.indexOf(row);
    this.every.splice(at, 1);
    row.node.remove();
    this.number();
    announce(t("row_removed", { number: at + 1 }));
    const next = this.every[Math.min(at, this.every.length - 1)];
    (next?.remove ?? this.place.parentElement.querySelector("button")).focus();
  }

  number() {
    this.empty.hidden = this.every.length > 0;
    this.every.forEach((row, index) => {
      row.legend.textContent = t("row", { number: index + 1 });
      row.remove.setAttribute("aria-label", t("remove_this_row", { number: index + 1 }));
    });
  }

  read() {
    const filled = (row) => Object.fromEntries(row.cells.map((each) => [each.id, each.read()]));
    return this.every.map(filled).filter((record) => Object.values(record).some((value) => value !== null));
  }
}

/** One field of a record; what is partly known stays so while it isn't changed. */
function cell(field, known) {
  const input = field.options.length || field.type === "yes_no" ? chosen(field, known) : typed(field, known);
  input.id = fresh("cell");
  const first = input.value;
  const read = () => (input.value === first ? known : valueIn(field, input.value));
  return { id: field.id, node: h("p", { class: "cell" }, h("label", { for: input.id }, field.title), input), read };
}

function valueIn(field, text) {
  if (!text.trim()) return null;
  if (field.type === "yes_no") return text === "true";
  return field.type === "number" ? typedNumber(text) : text.trim();
}

function typed(field, known) {
  const value = isPartly(known)
    ? partly(known)
    : field.type === "number"
      ? numberText(known, language())
      : (known ?? "");
  return h("input", { type: "text", autocomplete: "off", value });
}

function chosen(field, known) {
  const options =
    field.type === "yes_no"
      ? [
          ["true", t("yes")],
          ["false", t("no")],
        ]
      : field.options.map((each) => [each.id, each.label]);
  const pairs = [["", t("not_known")], ...(isPartly(known) ? [["partly", partly(known, options)]] : []), ...options];
  const value = isPartly(known) ? "partly" : String(known ?? "");
  return h(
    "select",
    {},
    pairs.map(([each, text]) => h("option", { value: each, selected: each === value }, text)),
  );
}

const SAID = {
  nl: {
    at_least: "minstens",
    more_than: "meer dan",
    at_most: "hoogstens",
    less_than: "minder dan",
    and: " en ",
    or: " of ",
  },
  en: {
    at_least: "at least",
    more_than: "more than",
    at_most: "at most",
    less_than: "less than",
    and: " and ",
    or: " or ",
  },
};

/** What is partly known in words, as the service reads them. */
function partly(known, options = []) {
  const words = SAID[language()];
  const name = (value) => Object.fromEntries(options)[value] ?? numberText(value, language());
  if (known.one_of) return known.one_of.map(name).join(words.or);
  return Object.entries(known)
    .map(([key, value]) => `${words[key]} ${name(value)}`)
    .join(words.and);
}
