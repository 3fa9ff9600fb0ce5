// What the advice says, as parts that the views put together.

import { capital } from "./vocabulary.js";
import { explained } from "./explain.js";
import { folded, h } from "./dom.js";
import { t } from "./texts.js";

const titles = (lines) => lines.map((each) => each.title).join("; ");
const held = (choice) => choice.routes.find((each) => each.status === "holds");

/** Names with what is said of each. */
export const lines = (pairs) =>
  pairs.length > 0 &&
  h(
    "dl",
    { class: "lines" },
    pairs.map(([name, said]) => h("div", {}, h("dt", {}, name), h("dd", {}, said))),
  );

/** What is known of one choice among routes, in a line. */
export function choiceLine(choice) {
  const route = held(choice);
  if (route) return h("strong", {}, route.strength ? `${route.title} (${route.strength})` : route.title);
  return choice.routes.length ? t("possible", { titles: titles(choice.routes) }) : t("none_holds");
}

/** The choices with what is known of each, in short. */
export const choiceList = (advice) =>
  lines(advice.choices.map((each) => [each.title || advice.words.route, choiceLine(each)]));

/** A choice with its route, steps and reasons. */
export function choice(each, region, words) {
  const route = held(each);
  const title = h("h3", {}, each.title || words.route);
  if (!route) return h("section", {}, title, h("p", {}, choiceLine(each)), each.deciders.map(decider));
  return h(
    "section",
    {},
    title,
    h("p", { class: "lead" }, choiceLine(each)),
    h("p", {}, route.text),
    route.steps.length > 0 &&
      folded(
        t("steps"),
        h(
          "ol",
          {},
          route.steps.map((step) => h("li", {}, step)),
        ),
      ),
    because(route.reasons),
    explained(region, route.id),
  );
}

const decider = (each) =>
  h("p", {}, h("a", { href: `#/question/${each.fact}` }, t("decided_by", { question: each.question })));

/** The reasons of something, with the facts behind them. */
export function because(reasons) {
  if (!reasons.length) return null;
  const facts = (reason) => reason.facts.map((fact) => `${fact.title}: ${fact.value}`).join("; ");
  return h(
    "ul",
    { class: "because" },
    reasons.map((each) =>
      h("li", {}, t("because", { reason: each.text }), facts(each) && h("span", { class: "hint" }, facts(each))),
    ),
  );
}

/** What is called by a record says so. */
export const called = (each) => (each.record ? `${each.title} (${each.record})` : each.title);

/** A risk with what it means. */
export const risk = (each, region) =>
  h(
    "section",
    { class: "item" },
    h("h3", {}, called(each), " ", h("span", { class: "tag" }, each.severity_label)),
    h("p", {}, each.text),
    each.remedies.length > 0 && h("p", { class: "hint" }, t("against", { titles: titles(each.remedies) })),
    because(each.reasons),
    explained(region, each.id),
  );

/** A recommendation with its steps. */
export const recommendation = (each, region, section) =>
  h(
    "section",
    { class: "item" },
    h("h3", {}, `${each.rank}. ${called(each)}`),
    h("p", { class: "hint" }, [section, t("for_whom", each)].filter(Boolean).join(". ")),
    h("p", {}, each.text),
    each.steps.length > 0 &&
      folded(
        t("steps"),
        h(
          "ol",
          {},
          each.steps.map((step) => h("li", {}, step)),
        ),
      ),
    because(each.reasons),
    explained(region, each.id),
  );

/** The risks that hold, and those that may still, by their titles; nothing where the rules know of none. */
export function riskList(advice) {
  if (!advice.kinds.includes("risk")) return null;
  const items = advice.risks.map((each) =>
    h("li", {}, called(each), " ", h("span", { class: "tag" }, each.severity_label)),
  );
  const held = items.length ? h("ul", { class: "plain" }, items) : h("p", {}, t("no_risks"));
  return [h("h3", {}, capital(advice.words.risks)), held, mayStill(advice)];
}

/** The risks that may still hold, folded. */
export function mayStill({ outlook }) {
  const items = outlook.open.map((each) => h("li", {}, each.title));
  return items.length > 0 && folded(`${t("may_still")} (${items.length})`, h("ul", {}, items));
}

/** Changes with the routes first, then the risks, then what is advised, then the rest. */
export function ordered(changes, { advice: { advice } }) {
  const ids = (lines) => new Set(lines.map((each) => each.id));
  const routes = ids(advice.choices.flatMap((each) => [...each.routes, ...each.excluded]));
  const risks = ids([...advice.risks, ...advice.outlook.open, ...advice.outlook.excluded]);
  const weight = ({ id }) => [routes, risks, ids(advice.recommendations)].findIndex((each) => each.has(id)) + 1 || 9;
  return changes.toSorted((one, other) => weight(one) - weight(other));
}

/** What changes, each with its reasons. */
export const changeList = (changes) =>
  h(
    "ul",
    { class: "changes" },
    changes.map((each) =>
      h(
        "li",
        {},
        h("span", { class: "kind" }, each.kind),
        " ",
        h("strong", {}, each.title),
        " ",
        t("from_to", each),
        each.because.map((reason) => h("span", { class: "hint" }, t("because", { reason }))),
      ),
    ),
  );
