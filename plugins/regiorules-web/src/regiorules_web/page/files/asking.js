// The form in which a question is answered.

import { answer } from "./answering.js";
import { announce, button, h } from "./dom.js";
import { fieldFor } from "./fields.js";
import { keep, person, state } from "./store.js";
import { sourcing } from "./sourcing.js";
import { t } from "./texts.js";
import { trying } from "./trying.js";

/** The form for the answer to a question, with its source and note. */
export function form(fact) {
  const who = person();
  const entry = who.region.facts?.[fact.id];
  const field = fieldFor(fact, who.region);
  const source = sourcing(who.region, entry);
  const wrong = h("div", { class: "wrong", role: "alert" });
  const give = ({ entry: told, sources }) =>
    trying(wrong, async (isHere) => {
      done(fact, await answer(who, fact.id, told, sources));
      if (isHere() && who === person()) location.hash = "#/question";
    });
  const tell = (value) => give(source.read(value));
  const submit = (event) => {
    event.preventDefault();
    const value = field.read();
    if (value === undefined) wrong.replaceChildren(h("p", {}, t("fill_in")));
    else tell(value);
  };
  const takeBack = () => give({});
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
}

function pass(fact) {
  state.passed = [...new Set([...state.passed, fact.id])];
  keep();
  location.hash = "#/question";
}
