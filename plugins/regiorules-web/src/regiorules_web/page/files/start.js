// Where it begins: with a known region, with an own name, or with a saved file.

import { begin, region } from "./store.js";
import { h, labelled, select } from "./dom.js";
import { capital, known } from "./vocabulary.js";
import { opened } from "./opening.js";
import { overview, Refused, regions } from "./api.js";
import { t } from "./texts.js";
import { trying } from "./trying.js";

/** The first view. */
export async function start() {
  const [{ words }, names] = await Promise.all([known(), regions().catch(none)]);
  const busy =
    region() &&
    h(
      "div",
      { class: "remark" },
      h("p", {}, h("a", { class: "action", href: "#/question" }, t("go_on", { name: region().region }))),
      h("p", {}, t("replaces", { name: region().region })),
    );
  const node = h(
    "div",
    {},
    h("h1", { tabindex: "-1" }, words.questionnaire),
    h("p", { class: "lead" }, t("start_intro")),
    busy,
    h(
      "div",
      { class: "cards" },
      names.length > 0 && fromTable(words, names),
      own(words),
      opened("h2", t("open_file"), go),
    ),
    h("p", { class: "hint" }, t("privacy")),
  );
  return { title: words.questionnaire, node };
}

/** Rule sets without tables of regions have none to begin with. */
function none(error) {
  if (error instanceof Refused) return [];
  throw error;
}

async function go(found, isHere) {
  begin((await overview(found)).region);
  if (isHere()) location.hash = "#/question";
}

function fromTable(words, names) {
  const list = select([["", t("choose")], ...names.map((each) => [each, each])], "");
  return card(t("known_region"), labelled(capital(words.region), list), (isHere) => {
    if (!list.value) throw new Refused({ detail: t("no_choice") });
    return go({ profile: list.value }, isHere);
  });
}

function own(words) {
  const name = h("input", { type: "text", autocomplete: "off" });
  return card(t("own_region"), labelled(`${t("name")} (${words.region})`, name), (isHere) => {
    if (!name.value.trim()) throw new Refused({ detail: t("empty_name") });
    return go({ region: name.value.trim(), facts: {} }, isHere);
  });
}

function card(title, field, action) {
  const wrong = h("div", { class: "wrong", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    trying(wrong, async (isHere) => action(isHere));
  };
  return h(
    "form",
    { class: "card", onsubmit: submit, "aria-label": title },
    h("h2", {}, title),
    field,
    wrong,
    h("p", {}, h("button", { type: "submit" }, t("begin"))),
  );
}
