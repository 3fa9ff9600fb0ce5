// One question at a time, the one that settles most first.

import { answer, setAside, toAsk } from "./answering.js";
import { announce, button, folded, h } from "./dom.js";
import { valueOf } from "./entries.js";
import { fieldFor } from "./fields.js";
import { known } from "./vocabulary.js";
import { keep, region, state } from "./store.js";
import { overview } from "./api.js";
import { panel } from "./panel.js";
import { sourcing } from "./sourcing.js";
import { t } from "./texts.js";
import { trying } from "./trying.js";

const MOST = 3; // conclusions that are named with a question

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

function form(fact) {
  const entry = region().facts?.[fact.id];
  const field = fieldFor(fact, region());
  const source = sourcing(region(), entry);
  const wrong = h("div", { class: "wrong", role: "alert" });
  const tell = (value) =>
    trying(wrong, async () => {
      const { entry: told, sources } = source.read(value);
      done(fact, await answer(fact.id, told, sources));
    });
  const submit = (event) => {
    event.preventDefault();
    const value = field.read();
    if (value === undefined) wrong.replaceChildren(h("p", {}, t("fill_in")));
    else tell(value);
  };
  const takeBack = () => trying(wrong, async () => done(fact, await answer(fact.id, undefined)));
  return h(
    "form",
    { onsubmit: submit, novalidate: true, "aria-label": fact.title },
    field.node,
    source.node,
    wrong,
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "submit" }, t("save")),
      button(t("dont_know"), () => tell(null), { class: "quiet" }),
      button(t("pass"), () => pass(fact), { class: "quiet" }),
      entry !== undefined && button(t("take_back"), takeBack, { class: "quiet" }),
      button(t("back"), () => history.back(), { class: "quiet" }),
    ),
  );
}

function done(fact, changes) {
  announce(`${t("saved", { title: fact.title })} ${t("changes_count", { count: changes.length })}`);
  location.hash = "#/question";
}

function pass(fact) {
  state.passed = [...new Set([...state.passed, fact.id])];
  keep();
  location.hash = "#/question";
}

/** Why it is asked: what an answer may settle at once, or that more is needed too. */
function matters(ranked) {
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
function why(ranked) {
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
  const table = h("table", { class: "stack" }, h("thead", {}, head), h("tbody", {}, ranked.answers.map(row)));
  return folded(t("why_this"), h("p", {}, counted(ranked)), ranked.answers.length > 0 && table);
}

const links = (questions) =>
  h(
    "ul",
    {},
    questions.map((each) => h("li", {}, h("a", { href: `#/question/${each.fact}` }, each.question))),
  );

function others(seen, name) {
  const rest = [...toAsk(seen), ...setAside(seen)].filter((each) => each.fact !== name);
  return rest.length > 0 && folded(t("other_question"), links(rest));
}
