// Why something holds, or doesn't, or is open: the whole explanation, fetched when it is opened.

import { explanation, Refused } from "./api.js";
import { folded, h } from "./dom.js";
import { t } from "./texts.js";

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
    const { proof } = await explanation(region, conclusion);
    return [h("ul", {}, step(proof))];
  } catch (error) {
    return (error instanceof Refused ? error.lines : [t("unreachable")]).map((line) => h("p", { class: "wrong" }, line));
  }
}

/** One step of a proof, with the steps below it. */
function step(each) {
  const said = each.kind === "condition" ? each.value : each.text;
  const outcome = each.kind === "condition" || each.value === said ? "" : each.value;
  const sources = each.sources.map((source) => h("span", { class: "source" }, source.title ?? source.text ?? source));
  return h("li", {},
    h("span", {}, said), outcome && h("strong", { class: "outcome" }, outcome),
    [each.why, each.note].map((text) => text && h("span", { class: "hint" }, text)), sources,
    each.statements.map((one) => h("q", { class: "statement" }, `${one.id}: ${one.text}`)),
    each.steps.length > 0 && h("ul", {}, each.steps.map(step)));
}
