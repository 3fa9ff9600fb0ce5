// The field for a question, by the type of its fact: `node` to show, and `read` for what was filled in.

import { choices } from "./choices.js";
import { isPartly, valueOf } from "./entries.js";
import { h, labelled } from "./dom.js";
import { numbers } from "./numbers.js";
import { records } from "./records.js";
import { sets } from "./sets.js";
import { t } from "./texts.js";

/** The field for a fact, with what the region says of it filled in. */
export function fieldFor(fact, region) {
  const known = valueOf(region.facts?.[fact.id]) ?? region.parameters?.[fact.id] ?? fact.value ?? null;
  if (fact.type === "number" || fact.type === "date") return numbers(fact, known);
  if (fact.type === "set") return sets(fact, known);
  if (fact.type === "records") return records(fact, known);
  const options = optionsOf(fact, region);
  return options.length ? choices(fact, options, known) : free(known);
}

function optionsOf(fact, region) {
  if (fact.type === "yes_no")
    return [
      { value: true, label: t("yes") },
      { value: false, label: t("no") },
    ];
  if (fact.options.length) return fact.options.map(({ id, label }) => ({ value: id, label }));
  return [...fact.texts, ...namesOf(fact, region)].map((each) => ({ value: each, label: each }));
}

/** The names of the records that a text is one of, where all of them are known. */
function namesOf(fact, region) {
  const list = fact.among && valueOf(region.facts?.[fact.among]);
  return Array.isArray(list)
    ? list.map((record) => record[fact.key_of]).filter((each) => typeof each === "string")
    : [];
}

function free(known) {
  const shown = isPartly(known) ? known.one_of.join(` ${t("or")} `) : (known ?? "");
  const input = h("input", { type: "text", autocomplete: "off", value: shown });
  const read = () => (input.value === shown && known !== null ? known : input.value.trim() || undefined);
  return { node: labelled(t("answer"), input), read };
}
