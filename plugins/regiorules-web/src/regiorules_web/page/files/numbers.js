// A question with a number for an answer, exactly or between bounds.

import { isPartly, numberText, typedNumber } from "./entries.js";
import { h, labelled, select } from "./dom.js";
import { language, t } from "./texts.js";

const BOUNDS = { lower: ["at_least", "more_than"], upper: ["at_most", "less_than"] };

/** The field for a number, with what is known of it filled in. */
export function numbers(fact, known) {
  const place = h("div", {});
  const hint = fact.unit && t("number_hint", { unit: fact.unit });
  let mode = isPartly(known) ? "range" : "exact";
  let read;
  const draw = (chosen) => {
    mode = chosen;
    const made = mode === "exact" ? one(fact, known, hint) : between(known, hint);
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

const input = (value) =>
  h("input", { type: "text", inputmode: "decimal", autocomplete: "off", value: numberText(value, language()) });

function one(fact, known, hint) {
  const field = input(isPartly(known) ? "" : known);
  return {
    node: labelled(t(fact.isAssumption ? "value" : "answer"), field, hint),
    read: () => (field.value.trim() ? typedNumber(field.value) : undefined),
  };
}

/** Two bounds; one that was given as more or less than a number stays so while it isn't changed. */
function between(known, hint) {
  const fields = Object.entries(BOUNDS).map(([side, keys]) => {
    const given = keys.find((key) => isPartly(known) && key in known);
    const field = input(given ? known[given] : "");
    const before = field.value;
    return {
      node: labelled(t(side), field, hint),
      read: () => bound(field.value.trim(), given && field.value === before ? given : keys[0]),
    };
  });
  const all = () => Object.assign({}, ...fields.map((each) => each.read()));
  return {
    node: h(
      "div",
      { class: "pair" },
      fields.map((each) => each.node),
    ),
    read: () => (Object.keys(all()).length ? all() : undefined),
  };
}

const bound = (text, key) => (text ? { [key]: typedNumber(text) } : {});
