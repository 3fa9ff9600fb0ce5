// Who answered: whose answers are shown, and who is added or taken away.

import { announce, button, h, labelled, twice } from "./dom.js";
import { fromTable } from "./joining.js";
import { join, keep, region, state, turn } from "./store.js";
import { opened } from "./opening.js";
import { overview } from "./api.js";
import { t } from "./texts.js";

/** What a person is called. */
export const nameOf = (person, index) => person.name || t("respondent", { number: index + 1 });

/** All who answered, to name, to turn to, to take away. */
export function people(render) {
  const rename = (each) => (event) => {
    each.name = event.target.value.trim();
    keep();
    render();
  };
  const show = (each) => {
    const index = state.people.indexOf(each);
    turn(index);
    announce(t("answers_of") + " " + nameOf(each, index));
    render();
  };
  const remove = (gone) => {
    if (!state.people.includes(gone)) return;
    Object.assign(state, { people: state.people.filter((each) => each !== gone), chosen: {} });
    show(state.people[0]);
  };
  const item = (each, index) => {
    const name = h("input", { type: "text", autocomplete: "off", value: nameOf(each, index), onchange: rename(each) });
    const shown =
      index === state.active
        ? h("strong", { class: "tag" }, t("shown_now"))
        : button(t("go_to"), () => show(each), {
            class: "quiet",
            "aria-label": `${t("go_to")}: ${nameOf(each, index)}`,
          });
    const gone =
      state.people.length > 1 &&
      twice(t("remove"), `${t("remove_sure")} ${nameOf(each, index)}`, () => remove(each), {
        "aria-label": `${t("remove")}: ${nameOf(each, index)}`,
      });
    return h("li", { class: "inline" }, labelled(`${t("his_name")} ${index + 1}`, name), shown, gone);
  };
  return h("section", {}, h("h2", {}, t("respondents")), h("ul", { class: "plain" }, state.people.map(item)));
}

/** Forms to add somebody. */
export function adding(render) {
  const name = h("input", { type: "text", autocomplete: "off" });
  const submit = (event) => {
    event.preventDefault();
    join(name.value.trim(), fromTable(region()));
    location.hash = "#/question";
  };
  const use = async (found, isHere) => {
    join("", (await overview(found)).region);
    if (isHere()) render();
  };
  return h(
    "section",
    {},
    h("h2", {}, t("add_respondent")),
    h(
      "div",
      { class: "cards" },
      h(
        "form",
        { class: "card", onsubmit: submit, "aria-label": t("add_empty") },
        h("h3", {}, t("add_empty")),
        labelled(t("his_name"), name),
        h("p", {}, h("button", { type: "submit" }, t("begin"))),
      ),
      opened("h3", t("add_file"), use),
    ),
  );
}
