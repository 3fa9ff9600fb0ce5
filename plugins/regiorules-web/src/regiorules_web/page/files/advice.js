// The whole advice.

import { capital } from "./vocabulary.js";
import { because, choice, lines, mayStill, recommendation, risk } from "./standing.js";
import { figures } from "./figures.js";
import { h } from "./dom.js";
import { overview } from "./api.js";
import { region } from "./store.js";
import { t } from "./texts.js";

/** The view of the advice. */
export async function advice() {
  const seen = await overview(region());
  const found = seen.advice.advice;
  const title = found.words.title.replace("{region}", region().region);
  const node = h(
    "div",
    { class: "reading" },
    h("h1", { tabindex: "-1" }, title),
    warnings([...found.warnings, ...(seen.remarks ?? []).map((each) => each.detail)]),
    summary(found),
    part(
      found.words.route,
      found.choices.map((each) => choice(each, region(), found.words)),
    ),
    part(found.words.positions, [positions(found), drawn(seen, (id) => !MATRICES.includes(id))]),
    plan(found, seen),
    actions(found),
    risks(found, seen),
    confirmed(found),
    divisions(found, seen),
    notes(found),
  );
  return { title, node };
}

const part = (title, content) => content.flat().some(Boolean) && h("section", {}, h("h2", {}, capital(title)), content);

const MATRICES = ["risks", "division", "plan"]; // figures that stand with what they are of

const drawn = (seen, isWanted) => figures(seen.figures.filter((each) => isWanted(each.id)));

const warnings = (found) =>
  found.length > 0 &&
  h(
    "div",
    { class: "remark" },
    found.map((each) => h("p", {}, each)),
  );

const summary = (found) => lines(found.summary.map((each) => [each.title, each.value]));

const positions = (found) => lines(found.positions.map((each) => [each.title, each.name || stillOpen(each)]));

const stillOpen = ({ possible }) =>
  possible?.length ? t("possible", { titles: possible.join("; ") }) : t("still_open");

const REACH = { there: "goal_there", planned: "goal_planned", blocked: "goal_blocked", not_found: "goal_not_found" };

function plan(found, seen) {
  if (!found.plan) return null;
  const { goals, steps } = found.plan;
  return part(t("plan"), [
    lines(goals.map((each) => [each.title, t(REACH[each.reach])])),
    drawn(seen, (id) => id === "plan"),
    steps.map(step),
  ]);
}

function step(each) {
  const time = t("step_time", { start: each.start, end: each.end });
  return h(
    "section",
    { class: "item" },
    h("h3", {}, `${each.rank}. ${each.title}`),
    h("p", {}, [each.addressee, time].filter(Boolean).join("; ")),
    each.agree.length > 0 && h("p", {}, t("step_agree", { names: each.agree.join(", ") })),
    each.unless.length > 0 && h("p", {}, t("step_unless")),
  );
}

function actions(found) {
  const titled = (each) => found.sections.find((section) => section.recommendations.includes(each.id))?.title;
  return part(
    found.words.first,
    found.recommendations.map((each) => recommendation(each, region(), titled(each))),
  );
}

function risks(found, seen) {
  if (!found.kinds.includes("risk")) return null;
  const held = found.risks.map((each) => risk(each, region()));
  return part(found.words.risks, [
    drawn(seen, (id) => id === "risks"),
    held.length ? held : h("p", {}, t("no_risks")),
    mayStill(found),
  ]);
}

const confirmed = (found) =>
  part(
    found.words.confirmed,
    (found.confirmations ?? []).map((each) =>
      h("section", { class: "item" }, h("h3", {}, each.title), h("p", {}, each.text), because(each.reasons)),
    ),
  );

function divisions(found, seen) {
  if (!found.divisions.length) return null;
  const row = (each) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, each.title),
      h("td", {}, each.label || stillOpen(each)),
      h("td", {}, because(each.reasons)),
    );
  const head = [found.words.topic, found.words.level, t("why")].map((each) => h("th", { scope: "col" }, each));
  return part(found.words.division, [
    drawn(seen, (id) => id === "division"),
    h(
      "div",
      { class: "wide", tabindex: "0", role: "region", "aria-label": found.words.division },
      h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, found.divisions.map(row))),
    ),
  ]);
}

const notes = (found) =>
  part(
    t("notes"),
    found.notes.map((each) => h("p", {}, each.text)),
  );
