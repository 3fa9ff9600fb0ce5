// What if: now and then side by side, and what changes; the answers stay as they are until they are taken over.

import { announce, button, h, labelled } from "./dom.js";
import { asFact, byGroup, known } from "./vocabulary.js";
import { changeList, choiceList, ordered, riskList } from "./standing.js";
import { changes, overview } from "./api.js";
import { fieldFor } from "./fields.js";
import { figures } from "./figures.js";
import { keep, person, region, state } from "./store.js";
import { supposed } from "./supposing.js";
import { t } from "./texts.js";
import { trying } from "./trying.js";

/** The view; `name` is what is being changed. */
export async function whatif(name, render) {
  const words = await known();
  const fact = words.fact(name) ?? words.parameters.filter((each) => each.id === name).map(asFact)[0];
  const node = h(
    "div",
    {},
    h("h1", { tabindex: "-1" }, t("menu_whatif")),
    h("p", { class: "lead" }, t("whatif_intro")),
    chooser(words, name),
    fact && setter(fact, words),
    await outcome(words, render),
  );
  return { title: t("menu_whatif"), node };
}

function chooser(words, name) {
  const groups = [...byGroup(words), [t("assumptions"), words.parameters]];
  const option = (each) => h("option", { value: each.id, selected: each.id === name }, each.title);
  const list = h(
    "select",
    {},
    h("option", { value: "" }, t("choose")),
    groups.map(([label, items]) => items.length > 0 && h("optgroup", { label }, items.map(option))),
  );
  const go = (event) => {
    event.preventDefault();
    if (list.value) location.hash = `#/what-if/${list.value}`;
  };
  return h(
    "form",
    { class: "inline", onsubmit: go, "aria-label": t("what") },
    labelled(t("what"), list),
    h("button", { type: "submit", class: "quiet" }, t("choose_it")),
  );
}

function setter(fact, words) {
  const { set } = state;
  const mine = region();
  const field = fieldFor(fact, supposed(mine, set, words));
  const wrong = h("div", { class: "wrong", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    const value = field.read();
    trying(wrong, async (isHere) => {
      if (value === undefined) return wrong.replaceChildren(h("p", {}, t("fill_in")));
      await changes(mine, { ...set, [fact.id]: value });
      set[fact.id] = value;
      keep();
      if (isHere()) location.hash = "#/what-if";
    });
  };
  return h(
    "form",
    { class: "card", onsubmit: submit, novalidate: true, "aria-label": fact.title },
    h("h2", {}, fact.question || fact.title),
    fact.help && h("p", { class: "help" }, fact.help),
    field.node,
    wrong,
    h("p", {}, h("button", { type: "submit" }, t("set_it"))),
  );
}

async function outcome(words, render) {
  if (!Object.keys(state.set).length) return null;
  const other = supposed(region(), state.set, words);
  const [found, now, then] = await Promise.all([changes(region(), state.set), overview(region()), overview(other)]);
  const tried = h(
    "ul",
    {},
    found.assignments.map((each) => h("li", {}, `${each.title}: `, h("strong", {}, each.value))),
  );
  const changed = found.conclusions.length
    ? changeList(ordered(found.conclusions, now))
    : h("p", {}, t("nothing_changes"));
  return h(
    "div",
    {},
    h("section", { class: "remark" }, h("h2", {}, t("tried")), tried, buttons(then, render)),
    h("section", {}, h("h2", {}, t("what_changes")), changed),
    h("div", { class: "columns" }, column(t("now"), now, then), column(t("then"), then, now)),
  );
}

/** What holds in one case, with the figures that are another in the other. */
function column(title, seen, other) {
  const advice = seen.advice.advice;
  return h(
    "section",
    { class: "column" },
    h("h2", {}, title),
    choiceList(advice),
    riskList(advice),
    figures(seen.figures.filter((each, index) => each.svg !== other.figures[index]?.svg)),
  );
}

function buttons(then, render) {
  const who = person();
  const clear = () => {
    state.set = {};
    keep();
    render();
  };
  const adopt = () => {
    who.region = then.region;
    announce(t("adopted"));
    clear();
  };
  return h("p", { class: "buttons" }, button(t("adopt"), adopt), button(t("clear"), clear, { class: "quiet" }));
}
