// Elements, made from text alone: no markup is ever read from data.

const BREAKS = /[\t-\r\x85\u2028\u2029]+/gu;
const HIDDEN =
  /[\0-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\u{e0000}-\u{e0fff}]/gu;

/** A text as people may see it: one line in which nothing is hidden (as `regiorules.text.visible` spells it). */
export const visible = (text) => String(text).replace(BREAKS, " ").replace(HIDDEN, spelled);

function spelled(found) {
  const number = found.codePointAt(0);
  const [sign, width] = number < 0x100 ? ["x", 2] : number < 0x10000 ? ["u", 4] : ["U", 8];
  return `\\${sign}${number.toString(16).padStart(width, "0")}`;
}

/**
 * An element with attributes and children; a child is an element, a text, a list of these, or nothing.
 * An attribute that is a function listens to the event of its name (`onclick`); true and false put it there or not.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) put(element, name, value);
  element.append(...nodes(children));
  return element;
}

function put(element, name, value) {
  if (typeof value === "function") element.addEventListener(name.slice(2), value);
  else if (name === "value") element.value = value;
  else if (value === true) element.setAttribute(name, "");
  else if (value !== false && value != null) element.setAttribute(name, name === "href" ? value : visible(value));
}

/** What can be appended, of children in lists. */
export const nodes = (children) =>
  children
    .flat(Infinity)
    .filter((each) => each != null && each !== false && each !== "")
    .map((each) => (each instanceof Node ? each : document.createTextNode(visible(each))));

/** A button that does something; a second one in a row is `quiet`. */
export const button = (text, onclick, attributes = {}) => h("button", { type: "button", onclick, ...attributes }, text);

/** A button for what can't be undone, that asks once more. */
export function twice(text, sure, onclick, attributes = {}) {
  const second = button(sure, onclick, { class: "danger", hidden: true });
  const first = button(
    text,
    () => {
      first.hidden = true;
      second.hidden = false;
      second.focus();
    },
    { class: "quiet", ...attributes },
  );
  return [first, second];
}

/** A part that folds out. */
export const folded = (title, ...children) => h("details", {}, h("summary", {}, title), children);

let count = 0;
/** An id that no other element has. */
export const fresh = (name) => `${name}-${++count}`;

/** Something to fill in, with its label. */
export function labelled(text, input, hint = "") {
  input.id ||= fresh("field");
  const help = hint && h("span", { class: "hint", id: `${input.id}-hint` }, hint);
  if (help) input.setAttribute("aria-describedby", help.id);
  return h("p", { class: "field" }, h("label", { for: input.id }, text), help, input);
}

/** A list to choose one from: pairs of value and text. */
export function select(pairs, value, onchange) {
  const options = pairs.map(([each, text]) => h("option", { value: each, selected: each === value }, text));
  return h("select", { onchange: (event) => onchange?.(event.target.value) }, options);
}

/** Says something to who can't see what changed. */
export function announce(text) {
  const status = document.getElementById("status");
  status.textContent = "";
  requestAnimationFrame(() => (status.textContent = visible(text)));
}
