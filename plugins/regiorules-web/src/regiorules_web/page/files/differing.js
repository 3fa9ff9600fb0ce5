// What several persons' files differ in besides their answers: assumptions, and what region and day they are about.

import { h } from "./dom.js";
import { language, t } from "./texts.js";

/** The assumptions that more than one person made, in the form in which the service tells of facts. */
export function assumed(regions, parameters) {
  const made = (id) => regions.map((each) => each.parameters?.[id]);
  const row = ({ id, title, value }) => {
    const told = made(id);
    const words = told.map((each) => (each ?? value).toLocaleString(language()) + (each === undefined ? own() : ""));
    const agrees = new Set(told.filter(isMade)).size === 1;
    return { fact: id, title, values: words, agrees, isAssumption: true };
  };
  return parameters.filter(({ id }) => made(id).filter(isMade).length > 1).map(row);
}

const isMade = (value) => value !== undefined;
const own = () => ` (${t("of_rules")})`;

/** The assumptions of all: where they contradict each other those that were chosen, or none. */
export function jointly(regions, found, chosen) {
  const parameters = Object.assign({}, ...regions.map((each) => each.parameters));
  for (const { fact, agrees, isAssumption } of found) {
    if (!isAssumption || agrees) continue;
    delete parameters[fact];
    const value = regions[chosen[fact] || -1]?.parameters?.[fact];
    if (isMade(value)) parameters[fact] = value;
  }
  return parameters;
}

/** What to know before these are put together: that they aren't about the same region, or the same day. */
export function odd(regions) {
  const [names, dates] = ["region", "date"].map((key) => [...new Set(regions.map((each) => each[key] ?? ""))]);
  const shown = { names: names.join("; "), name: names[0], dates: dates.map(dated).join("; "), date: dated(dates[0]) };
  const lines = [names.length > 1 && t("other_names", shown), dates.length > 1 && t("other_dates", shown)];
  return lines.some(Boolean) && h("div", { class: "remark" }, lines.map((each) => each && h("p", {}, each)));
}

const dated = (date) => date || t("no_date");
