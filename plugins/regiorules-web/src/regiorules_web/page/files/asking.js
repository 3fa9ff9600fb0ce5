// The form in which a question is answered.

import { answer } from "./answering.js";
import { announce, button, h } from "./dom.js";
import { fieldFor } from "./fields.js";
import { keep, region, state } from "./store.js";
import { sourcing } from "./sourcing.js";
import { t } from "./texts.js";
import { trying } from "./trying.js";

/** The form for the answer to a question, with its source and note. */
export function form(fact) {
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
