// A question with a number or a date for an answer, exactly or between bounds.

import { isPartly, numberText, typedNumber } from "./entries.js";
import { h, labelled, select } from "./dom.js";
import { language, t } from "./texts.js";

const BOUNDS = { lower: ["at_least", "more_than"], upper: ["at_most", "less_than"] };

/** The field for a number or a date, with what is known of it filled in. */
export function numbers(fact, known) {
  const place = h("div", {});
  const hint = fact.unit && t("number_hint", { unit: fact.unit });
  let mode = isPartly(known) ? "range" : "exact";
  let read;
  const draw = (chosen) => {
    mode = chosen;
    const made = mode === "exact" ? one(fact, known, hint) : between(fact, known, hint);
    read = made.read;
    place.replaceChildren(made.node);
  };
  draw(mode);
  const how =
    !fact.isAssumption &&
    labelled(
      t("certainty"),
      select(
        ["exact", "range"].map((each) => [each, t(each)]),
        mode,
        draw,
      ),
    );
  return { node: h("div", {}, place, how), read: () => read() };
}

const input = (fact, value) =>
  fact.type === "date"
    ? h("input", { type: "date", min: fact.minimum ?? "", max: fact.maximum ?? "", value: value ?? "" })
    : h("input", { type: "text", inputmode: "decimal", autocomplete: "off", value: numberText(value, language()) });

/** What a field says; what was given, while nobody changed how it is shown. */
const said = (field, shown, given) => {
  if (field.value === shown) return given;
  return field.type === "date" ? field.value : typedNumber(field.value);
};

function one(fact, known, hint) {
  const field = input(fact, isPartly(known) ? "" : known);
  const shown = field.value;
  const read = () => (field.value.trim() ? said(field, shown, known) : undefined);
  return { node: labelled(t(fact.isAssumption ? "value" : "answer"), field, hint), read };
}

/** Two bounds; one that was given as more or less than a number stays so while it isn't changed. */
function between(fact, known, hint) {
  const bounds = Object.entries(BOUNDS).map(([side, keys]) => bound(fact, side, keys, known, hint));
  const read = () => {
    const found = Object.assign({}, ...bounds.map((each) => each.read()));
    return Object.keys(found).length ? found : undefined;
  };
  const nodes = bounds.map((each) => each.node);
  return { node: h("div", { class: "pair" }, nodes), read };
}

function bound(fact, side, keys, known, hint) {
  const given = keys.find((key) => isPartly(known) && key in known);
  const field = input(fact, given ? known[given] : "");
  const shown = field.value;
  const read = () => {
    if (!field.value.trim()) return {};
    return { [given && field.value === shown ? given : keys[0]]: said(field, shown, known?.[given]) };
  };
  return { node: labelled(t(side), field, hint), read };
}
