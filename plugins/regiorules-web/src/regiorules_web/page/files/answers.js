// All answers, to change or to take away, and what is still open.

import { answer } from "./answering.js";
import { announce, button, h, labelled } from "./dom.js";
import { byGroup, known } from "./vocabulary.js";
import { isDontKnow, noteOf, sourcesOf } from "./entries.js";
import { keep, person, region } from "./store.js";
import { language, t } from "./texts.js";
import { overview } from "./api.js";
import { sourced } from "./sources.js";
import { trying } from "./trying.js";

/** The view of all answers; `render` shows it anew. */
export async function answers(_, render) {
  const [words, seen] = await Promise.all([known(), overview(region())]);
  const wrong = h("div", { class: "wrong", role: "alert" });
  const view = { who: person(), seen, wrong, render, open: new Set(seen.advice.advice.questions.map((each) => each.fact)) };
  const node = h(
    "div",
    {},
    h("h1", { tabindex: "-1" }, t("answers_title")),
    details(render),
    wrong,
    byGroup(words).map(([title, facts]) => group(title, facts, view)),
  );
  return { title: t("answers_title"), node };
}

/** The name of the region, and the date of the answers. */
function details(render) {
  const name = h("input", { type: "text", autocomplete: "off", value: region().region });
  const date = h("input", { type: "text", autocomplete: "off", value: region().date ?? "" });
  const wrong = h("div", { class: "wrong", role: "alert" });
  const who = person();
  const submit = (event) => {
    event.preventDefault();
    const told = { region: name.value.trim(), date: date.value.trim() || undefined };
    trying(wrong, async (isHere) => {
      who.region = (await overview({ ...who.region, ...told })).region;
      keep();
      announce(t("saved", { title: t("region_details") }));
      if (isHere()) render();
    });
  };
  return h(
    "form",
    { class: "card", onsubmit: submit, "aria-label": t("region_details") },
    h("h2", {}, t("region_details")),
    h("div", { class: "pair" }, labelled(t("name"), name), labelled(t("answers_date"), date, t("date_hint"))),
    wrong,
    h("p", {}, h("button", { type: "submit", class: "quiet" }, t("save_only"))),
  );
}

function group(title, facts, view) {
  const head = ["col_question", "col_answer", "col_source", "col_do"].map((each) => h("th", { scope: "col" }, t(each)));
  return h(
    "section",
    {},
    h("h2", {}, title),
    h(
      "table",
      { class: "stack four" },
      h("thead", {}, h("tr", {}, head)),
      h(
        "tbody",
        {},
        facts.map((each) => row(each, view)),
      ),
    ),
  );
}

function row(fact, view) {
  const isThere = fact.id in (region().facts ?? {});
  const cell = (title, ...content) => h("td", { "data-title": t(title) }, content);
  return h(
    "tr",
    { class: isThere ? "" : "faint" },
    h("th", { scope: "row" }, fact.title),
    cell("col_answer", said(fact, view)),
    cell("col_source", isThere && backed(fact)),
    cell("col_do", doing(fact, isThere, view)),
  );
}

function said(fact, { seen, open }) {
  const given = seen.advice.advice.answers.find((each) => each.fact === fact.id);
  if (given) return given.value;
  if (isDontKnow(region(), fact.id)) return t("not_known");
  return t(open.has(fact.id) ? "relevant" : "irrelevant");
}

function backed(fact) {
  const entry = region().facts[fact.id];
  const sources = sourcesOf(entry)
    .map((id) => region().sources?.[id])
    .filter(Boolean);
  return [sources.map(sourced), noteOf(entry, language())];
}

function doing(fact, isThere, { who, wrong, render }) {
  const link = h(
    "a",
    { href: `#/question/${fact.id}`, "aria-label": `${t(isThere ? "edit" : "do_answer")}: ${fact.title}` },
    t(isThere ? "edit" : "do_answer"),
  );
  const taking = async (isHere) => {
    await answer(who, fact.id, undefined);
    announce(t("taken_away", { title: fact.title }));
    if (isHere()) render();
  };
  const remove = () => trying(wrong, taking, fact.id);
  return [
    link,
    isThere && button(t("remove"), remove, { class: "quiet", "aria-label": `${t("remove")}: ${fact.title}` }),
  ];
}
