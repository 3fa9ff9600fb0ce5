// What stands beside a question: what the last answer changed, and where the region stands by now.

import { changesBy } from "./answering.js";
import { changeList, choiceList, ordered, riskList } from "./standing.js";
import { figures } from "./figures.js";
import { folded, h } from "./dom.js";
import { state } from "./store.js";
import { t } from "./texts.js";

const MOST = 5; // changes that are shown at once

/** The panel for what the service says of a region. */
export async function panel(seen, { fact }) {
  const advice = seen.advice.advice;
  return h(
    "aside",
    { class: "panel", "aria-label": t("so_far") },
    await lastChange(fact, seen),
    h("h2", {}, t("so_far")),
    advice.choices.length > 0 && choiceList(advice),
    riskList(advice),
    figures(seen.figures.filter((each) => advice.positions.some((one) => one.id === each.id && isKnown(one)))),
    h("p", {}, h("a", { href: "#/advice" }, t("to_advice"))),
  );
}

/** True for a position of which something is known. */
const isKnown = ({ name, possible, axes }) =>
  name || possible?.length || axes.some((each) => each.coordinate !== null || each.possible?.length);

async function lastChange(fact, seen) {
  if (!state.last) return null;
  const changes = ordered(await changesBy(state.last), seen);
  const title = fact(state.last.fact)?.title ?? "";
  if (!changes.length) return h("p", { class: "news", id: "news", tabindex: "-1" }, t("changed_nothing", { title }));
  const rest = changes.slice(MOST);
  return h(
    "section",
    { class: "news", id: "news", tabindex: "-1" },
    h("h2", {}, t("by_last", { title })),
    changeList(changes.slice(0, MOST)),
    rest.length > 0 && folded(t("and_more", { count: rest.length }), changeList(rest)),
  );
}
