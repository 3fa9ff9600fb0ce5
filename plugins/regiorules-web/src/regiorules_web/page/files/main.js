// The page: which view stands where, and how one goes from one to another.

import { advice } from "./advice.js";
import { answers } from "./answers.js";
import { elsewhere, language, otherLanguage, t } from "./texts.js";
import { file } from "./file.js";
import { h, labelled, nodes, select } from "./dom.js";
import { nameOf } from "./respondents.js";
import { together } from "./together.js";
import { person, state, turn } from "./store.js";
import { question } from "./question.js";
import { start } from "./start.js";
import { whatif } from "./whatif.js";
import { idle, missed, wrong } from "./trying.js";

const VIEWS = { start, question, advice, answers, "what-if": whatif, together, file };
const MENU = {
  start: "menu_start",
  question: "menu_question",
  advice: "menu_advice",
  answers: "menu_answers",
  "what-if": "menu_whatif",
  together: "menu_together",
  file: "menu_file",
};
const main = document.getElementById("main");
const header = document.getElementById("header");
let turns = 0;

/** Which view the address asks for, and what of it. */
function where() {
  const [, name, ...rest] = location.hash.split("/");
  return [name || "start", decode(rest.join("/"))];
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Show the view that the address asks for, when what is under way is done; what comes too late is left. */
async function render({ focus = true } = {}) {
  const mine = ++turns;
  main.setAttribute("aria-busy", "true");
  await idle();
  if (mine !== turns) return;
  const [name, argument] = where();
  const found = await viewed(name, argument);
  if (mine !== turns) return;
  main.removeAttribute("aria-busy");
  if (found.instead) {
    history.replaceState(null, "", found.instead);
    return render({ focus });
  }
  show(found, name, focus);
}

async function viewed(name, argument) {
  if (!Object.hasOwn(VIEWS, name)) return missing();
  if (name !== "start" && !person()) return { title: t("nothing_yet"), node: empty(t("nothing_yet")) };
  try {
    const found = await VIEWS[name](argument, () => render({ focus: false }));
    return found.missing ? missing() : found;
  } catch (error) {
    return failed(error);
  }
}

const empty = (title, ...more) =>
  h(
    "div",
    {},
    h("h1", { tabindex: "-1" }, title),
    more,
    h("p", {}, h("a", { class: "action", href: "#/start" }, t("to_start"))),
  );
const missing = () => ({ title: t("unknown_page"), node: empty(t("unknown_page")) });

function failed(error) {
  const again = h("p", {}, h("button", { type: "button", onclick: () => render() }, t("again")));
  return {
    title: t("failed"),
    node: empty(t("failed"), h("div", { class: "wrong", role: "alert" }, wrong(error)), again),
  };
}

function show({ title, node }, name, focus) {
  const kept = focus ? "" : document.activeElement?.id;
  document.title = [title, person()?.region.region, "RegioRules"].filter(Boolean).join(" – ");
  header.replaceChildren(...heading(name));
  main.replaceChildren(...missed(), node);
  if (focus && turns > 1) {
    scrollTo(0, 0);
    main.querySelector("h1")?.focus({ preventScroll: true });
  } else if (!focus) (document.getElementById(kept) ?? main.querySelector("h1"))?.focus();
}

/** The head of the page: whose answers these are, and the parts. */
function heading(name) {
  const link = ([view, text]) =>
    h("li", {}, h("a", { href: `#/${view}`, "aria-current": view === name ? "page" : null }, t(text)));
  const parts = person() && h("nav", { "aria-label": t("navigation") }, h("ul", {}, Object.entries(MENU).map(link)));
  const other = h(
    "a",
    { href: elsewhere(), hreflang: otherLanguage(), lang: otherLanguage(), class: "other" },
    t("other_language"),
  );
  return nodes([
    h(
      "div",
      { class: "bar" },
      h("p", { class: "brand" }, "RegioRules"),
      person() && h("p", { class: "region" }, person().region.region),
      whose(),
      other,
    ),
    parts,
  ]);
}

function whose() {
  if (state.people.length < 2) return null;
  const pairs = state.people.map((each, index) => [String(index), nameOf(each, index)]);
  const list = select(pairs, String(state.active), (index) => {
    turn(Number(index));
    render({ focus: false });
  });
  list.id = "whose";
  return labelled(t("answers_of"), list);
}

document.documentElement.lang = language();
document.getElementById("skip").textContent = t("skip");
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", () => render());
render();
