// A question to which several answers may be given: all that apply, or what is known of each.

import { isPartly } from "./entries.js";
import { fresh, h, labelled, select } from "./dom.js";
import { t } from "./texts.js";

/** The field for a set, with what is known of it filled in. */
export function sets(fact, known) {
  const place = h("div", {});
  let mode = isPartly(known) ? "set_partly" : "set_exact";
  const draw = (chosen) => {
    mode = chosen;
    place.replaceChildren(mode === "set_exact" ? ticks(fact, known) : parts(fact, known));
  };
  draw(mode);
  const pairs = ["set_exact", "set_partly"].map((each) => [each, t(each)]);
  const how = labelled(t("certainty"), select(pairs, mode, draw));
  return { node: h("div", {}, place, how), read: () => (mode === "set_exact" ? allTicked(place) : byPart(place)) };
}

function ticks(fact, known) {
  const chosen = isPartly(known) ? (known.includes ?? []) : (known ?? []);
  const items = fact.options.map(({ id, label }) =>
    h(
      "label",
      { class: "option" },
      h("input", { type: "checkbox", value: id, checked: chosen.includes(id) }),
      h("span", {}, label),
    ),
  );
  return h("fieldset", { class: "options" }, h("legend", {}, t("pick_set")), items);
}

function parts(fact, known) {
  const state = (id) => {
    if (!isPartly(known)) return known === null ? "" : known.includes(id) ? "includes" : "excludes";
    return known.includes?.includes(id) ? "includes" : known.excludes?.includes(id) ? "excludes" : "";
  };
  const items = fact.options.map(({ id, label }) => three(id, label, state(id)));
  return h("div", {}, h("p", {}, t("pick_parts")), items);
}

function three(id, label, chosen) {
  const name = fresh("part");
  const one = ([value, text]) =>
    h("label", {}, h("input", { type: "radio", name, value, "data-option": id, checked: value === chosen }), " ", text);
  const ways = [
    ["includes", t("yes")],
    ["excludes", t("no")],
    ["", t("not_known")],
  ];
  return h("fieldset", { class: "three" }, h("legend", {}, label), ways.map(one));
}

const allTicked = (place) => [...place.querySelectorAll("input:checked")].map((each) => each.value);

/** What is known by part: a list where that is all, nothing where it is none. */
function byPart(place) {
  const every = [...place.querySelectorAll("input:checked")];
  const those = (way) => every.filter((each) => each.value === way).map((each) => each.dataset.option);
  const [includes, excludes] = [those("includes"), those("excludes")];
  if (includes.length + excludes.length === every.length) return includes;
  return includes.length || excludes.length ? { includes, excludes } : undefined;
}
