// Why a question is asked, and which others still matter.

import { folded, h } from "./dom.js";
import { setAside, toAsk } from "./answering.js";
import { t } from "./texts.js";

const MOST = 3; // conclusions that are named with a question

/** Why it is asked: what an answer may settle at once, or that more is needed too. */
export function matters(ranked) {
  if (!ranked) return null;
  const settled = ranked.answers.flatMap((each) => [...each.holds, ...each.fails]);
  const titles = [...new Map(settled.map((each) => [each.id, `${each.title} (${each.value})`])).values()];
  const more = titles.length > MOST ? ` ${t("and_others", { count: titles.length - MOST })}` : "";
  return h(
    "p",
    { class: "hint matters" },
    titles.length ? t("may_settle", { titles: titles.slice(0, MOST).join("; ") }) + more : counted(ranked),
  );
}

const counted = ({ waiting }) => (waiting === 1 ? t("waiting_one") : t("waiting", { count: waiting }));

/** What each answer would settle, and how much waits for it. */
export function why(ranked) {
  if (!ranked) return null;
  const names = (lines) =>
    lines.length
      ? h(
          "ul",
          { class: "plain" },
          lines.map((each) => h("li", {}, h("span", { class: "kind" }, each.value), " ", each.title)),
        )
      : t("settles_nothing");
  const row = (each) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, each.label),
      h("td", { "data-title": t("then_holds") }, names(each.holds)),
      h("td", { "data-title": t("then_fails") }, names(each.fails)),
    );
  const head = h(
    "tr",
    {},
    ["if_answer", "then_holds", "then_fails"].map((each) => h("th", { scope: "col" }, t(each))),
  );
  const table = h("table", { class: "stack even" }, h("thead", {}, head), h("tbody", {}, ranked.answers.map(row)));
  return folded(t("why_this"), h("p", {}, counted(ranked)), ranked.answers.length > 0 && table);
}

/** Questions to go to. */
export const links = (questions) =>
  h(
    "ul",
    {},
    questions.map((each) => h("li", {}, h("a", { href: `#/question/${each.fact}` }, each.question))),
  );

/** Other questions that still matter. */
export function others(seen, name) {
  const rest = [...toAsk(seen), ...setAside(seen)].filter((each) => each.fact !== name);
  return rest.length > 0 && folded(t("other_question"), links(rest));
}
