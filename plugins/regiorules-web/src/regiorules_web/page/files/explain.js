// Why something holds, or doesn't, or is open: the whole explanation, fetched when it is opened.

import { explanation, Refused } from "./api.js";
import { folded, h } from "./dom.js";
import { sourced } from "./sources.js";
import { decisions } from "./tables.js";
import { t } from "./texts.js";

const SIGNS = { holds: "✓", fails: "✗", open: "?", unknown: "?" };
const SHOWN = ["fact", "conclusion"];

/** A part that folds out to the explanation of a conclusion for a region. */
export function explained(region, conclusion) {
  const place = h("div", { class: "proof" });
  const part = folded(t("basis"), place);
  const show = async () => {
    if (!part.open || place.hasChildNodes()) return;
    place.replaceChildren(h("p", {}, t("busy")));
    place.replaceChildren(...(await told(region, conclusion)));
  };
  part.addEventListener("toggle", show);
  return part;
}

async function told(region, conclusion) {
  try {
    const { proof, tables } = await explanation(region, conclusion);
    return [h("ul", {}, step(proof)), ...tables.map(decisions)];
  } catch (error) {
    return (error instanceof Refused ? error.lines : [t("unreachable")]).map((line) =>
      h("p", { class: "wrong" }, line),
    );
  }
}

/** One step of a proof, with the steps below it; a condition about one thing is one line with that. */
function step(each) {
  const only = each.kind === "condition" && each.steps.length === 1 && SHOWN.includes(each.steps[0].kind);
  const below = only ? each.steps[0] : each;
  const values = [below.value, each.outcome, below.problem, below.elsewhere && t(`elsewhere_${below.elsewhere}`)];
  const outcome = [...new Set(values)].filter((value) => value && value !== below.text).join("; ");
  return h(
    "li",
    {},
    h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[each.status] ?? "•"),
    below.text,
    outcome && h("strong", { class: "outcome" }, outcome),
    [below.why, below.note].map((text) => text && h("span", { class: "hint" }, text)),
    below.sources.map(sourced),
    below.statements.map((one) => h("span", { class: "statement" }, `${one.id}: ${one.text}`)),
    below.steps.length > 0 && h("ul", {}, below.steps.map(step)),
  );
}
