// A question with answers to choose from: one of them, or what is known of it (at least, at most, one of).

import { isPartly } from "./entries.js";
import { fresh, h, labelled, select } from "./dom.js";
import { t } from "./texts.js";

const MODES = { yes_no: ["exact"], level: ["exact", "at_least", "at_most", "one_of"] };

/** The ways in which one value of a list may be known. */
const modesOf = (fact, options) =>
  (MODES[fact.type] ?? ["exact", "one_of"]).filter((mode) => options.length > 2 || mode === "exact");

/** The field for a fact with these options (`value` and `label`), with what is known of it filled in. */
export function choices(fact, options, known) {
  const modes = modesOf(fact, options);
  const shown = { mode: modeOf(known), ticked: tickedOf(known, options) };
  const place = h("div", {});
  const draw = (mode) => {
    shown.mode = mode;
    place.replaceChildren(list(mode, options, shown.ticked));
  };
  draw(modes.includes(shown.mode) ? shown.mode : "exact");
  const pairs = modes.map((mode) => [mode, t(mode)]);
  const how = modes.length > 1 && labelled(t("certainty"), select(pairs, shown.mode, draw));
  return { node: h("div", {}, place, how), read: () => read(shown.mode, options, place) };
}

function modeOf(known) {
  if (!isPartly(known)) return "exact";
  if ("one_of" in known || Object.keys(known).length > 1) return "one_of";
  return Object.keys(known)[0];
}

/** The values that are ticked at first: of bounds all between them, as they would be one of these. */
function tickedOf(known, options) {
  const values = options.map((each) => each.value);
  if (!isPartly(known)) return known === null ? [] : [known];
  if ("one_of" in known) return known.one_of;
  if (Object.keys(known).length === 1) return Object.values(known);
  return values.slice(values.indexOf(known.at_least), values.indexOf(known.at_most) + 1);
}

function list(mode, options, ticked) {
  const name = fresh("choice");
  const type = mode === "one_of" ? "checkbox" : "radio";
  const items = options.map(({ label, value }, index) =>
    h(
      "label",
      { class: "option" },
      h("input", { type, name, value: String(index), checked: ticked.includes(value) }),
      h("span", {}, label),
    ),
  );
  return h("fieldset", { class: "options" }, h("legend", {}, t(`pick_${mode}`)), items);
}

/** What is chosen; undefined where nothing is. */
function read(mode, options, place) {
  const found = [...place.querySelectorAll("input:checked")].map((each) => options[Number(each.value)].value);
  if (!found.length) return undefined;
  if (mode === "exact") return found[0];
  return { [mode]: mode === "one_of" ? found : found[0] };
}
