// Several persons' answers to the same questions: kept apart, with where they disagree and what comes of that.

import { adding, nameOf, people } from "./respondents.js";
import { announce, button, h } from "./dom.js";
import { assumed, odd } from "./differing.js";
import { comparison, disagreements, overview } from "./api.js";
import { joinAll, keep, respondents, state } from "./store.js";
import { joint } from "./joining.js";
import { known } from "./vocabulary.js";
import { t } from "./texts.js";
import { trying } from "./trying.js";
import { valueOf } from "./entries.js";

/** The view of all respondents. */
export async function together(_, render) {
  const regions = respondents().map((each) => each.region);
  const found = regions.length > 1 ? await compared(regions) : [];
  const node = h(
    "div",
    {},
    h("h1", { tabindex: "-1" }, t("menu_together")),
    h("p", { class: "lead" }, t("together_intro")),
    people(render),
    regions.length > 1
      ? [odd(regions), differing(found, render), await outcome(found, render), agreeing(found)]
      : h("p", { class: "remark" }, t("need_two")),
    adding(render),
  );
  return { title: t("menu_together"), node };
}

/** The answers and assumptions that more than one person gave. */
async function compared(regions) {
  const [found, { parameters }] = await Promise.all([disagreements(regions), known()]);
  return [...found, ...assumed(regions, parameters)];
}

/** True where a person gave an answer to a question, or made an assumption. */
function says(index, { fact, isAssumption }) {
  const { facts, parameters } = respondents()[index].region;
  return isAssumption ? parameters?.[fact] !== undefined : valueOf(facts?.[fact]) !== null;
}

const addressOf = ({ fact, isAssumption }) => `#/${isAssumption ? "what-if" : "question"}/${fact}`;

function table(rows, last) {
  const names = respondents().map(nameOf);
  const head = [t("col_question"), ...names, ...(last ? [t("counts")] : [])].map((each) =>
    h("th", { scope: "col" }, each),
  );
  const row = (each) =>
    h(
      "tr",
      {},
      h(
        "th",
        { scope: "row" },
        each.title,
        h("span", { class: "hint" }, h("a", { href: addressOf(each) }, t("edit"))),
      ),
      each.values.map((value, index) => h("td", { "data-title": names[index] }, value)),
      last && h("td", { "data-title": t("counts") }, last(each)),
    );
  return h("table", { class: "stack even" }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows.map(row)));
}

function differing(found, render) {
  const rows = found.filter((each) => !each.agrees);
  const choose = (fact) => (event) => {
    state.chosen[fact] = event.target.value;
    keep();
    render();
  };
  const choice = (each) => {
    const people = respondents().map((one, index) => [String(index), nameOf(one, index)]);
    const pairs = [["", t(each.isAssumption ? "of_rules" : "leave_open")], ...people.filter(([index]) => says(index, each))];
    return h(
      "select",
      { id: `choose-${each.fact}`, "aria-label": `${t("counts")}: ${each.title}`, onchange: choose(each.fact) },
      pairs.map(([value, text]) => h("option", { value, selected: value === (state.chosen[each.fact] ?? "") }, text)),
    );
  };
  return h(
    "section",
    {},
    h("h2", {}, t("disagreement")),
    rows.length ? table(rows, choice) : h("p", {}, t("no_disagreement")),
  );
}

function agreeing(found) {
  const rows = found.filter((each) => each.agrees);
  return rows.length > 0 && h("details", {}, h("summary", {}, `${t("agreed")} (${rows.length})`), table(rows));
}

/** Positions, routes and risks of each and of all together. */
async function outcome(found, render) {
  const both = joint(
    respondents().map((each) => each.region),
    found,
    state.chosen,
  );
  const outcomes = await comparison([...respondents().map((each) => each.region), both]);
  const names = [...respondents().map(nameOf), t("jointly")];
  const row = (each) =>
    h(
      "tr",
      { class: each.differs ? "differs" : "" },
      h("th", { scope: "row" }, each.title),
      each.cells.map((cell, index) => h("td", { "data-title": names[index] }, cell.value)),
    );
  const head = [t("conclusion"), ...names].map((each) => h("th", { scope: "col" }, each));
  const make = async (isHere) => {
    joinAll(t("jointly"), (await overview(both)).region);
    announce(t("saved", { title: t("jointly") }));
    if (isHere()) render();
  };
  const wrong = h("div", { class: "wrong", role: "alert" });
  return h(
    "section",
    {},
    h("h2", {}, t("what_comes")),
    h("table", { class: "stack even" }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, outcomes.rows.map(row))),
    wrong,
    h(
      "p",
      {},
      button(t("make_joint"), () => trying(wrong, make)),
    ),
    h("p", { class: "hint" }, t("joint_hint")),
  );
}
