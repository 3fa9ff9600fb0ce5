// One question at a time, the one that settles most first.

import { button, h } from "./dom.js";
import { form } from "./asking.js";
import { known } from "./vocabulary.js";
import { links, matters, others, why } from "./relevance.js";
import { overview } from "./api.js";
import { panel } from "./panel.js";
import { region, state } from "./store.js";
import { setAside, toAsk } from "./answering.js";
import { t } from "./texts.js";
import { valueOf } from "./entries.js";

/** The view of one question; of the best one where none is named. */
export async function question(name) {
  const [words, seen] = await Promise.all([known(), overview(region())]);
  if (!name) return next(seen, words);
  const fact = words.fact(name);
  if (!fact?.asked) return { missing: true };
  const group = words.groups.find(([id]) => id === fact.group)?.[1];
  const ranked = seen.advice.advice.questions.find((each) => each.fact === name);
  const main = h(
    "div",
    {},
    progress(seen),
    group && h("p", { class: "kicker" }, group),
    h("h1", { tabindex: "-1" }, fact.question || fact.title),
    fact.help && h("p", { class: "help" }, fact.help),
    before(fact, seen, ranked),
    matters(ranked),
    form(fact),
    why(ranked),
    others(seen, name),
  );
  return { title: fact.title, node: h("div", { class: "beside" }, main, await panel(seen, words)) };
}

async function next(seen, words) {
  const [first] = toAsk(seen);
  if (first) return { instead: `#/question/${first.fact}` };
  const left = setAside(seen);
  const main = h(
    "div",
    {},
    progress(seen),
    h("h1", { tabindex: "-1" }, t(left.length ? "left_open" : "all_done")),
    h("p", {}, t(left.length ? "left_open_text" : "all_done_text")),
    left.length > 0 && links(left),
    h("p", {}, h("a", { class: "action", href: "#/advice" }, t("to_advice"))),
  );
  return { title: t("all_done"), node: h("div", { class: "beside" }, main, await panel(seen, words)) };
}

function progress(seen) {
  const facts = region().facts ?? {};
  const done = Object.values(facts).filter((each) => valueOf(each) !== null).length;
  const [open, left] = [toAsk(seen).length, setAside(seen).length];
  const text = t("progress", { done, open }) + (left ? `, ${t("progress_left", { left })}` : "");
  const bar = h("progress", { max: String(done + open + left || 1), value: done, "aria-label": text });
  const jump =
    state.last && button(t("see_changes"), () => document.getElementById("news").focus(), { class: "quiet jump" });
  return h("p", { class: "progress" }, bar, h("span", {}, text), jump);
}

/** What to know before answering: the answer that is there, or that it doesn't matter now. */
function before(fact, seen, ranked) {
  const given = seen.advice.advice.answers.find((each) => each.fact === fact.id);
  if (given) return h("p", { class: "remark" }, t("is_answered", { value: given.value }));
  return !ranked && h("p", { class: "remark" }, t("not_relevant"));
}
