// What may be asked, as the rule sets have it.

import { vocabulary } from "./api.js";

/** The facts by id and by group, with the assumptions and the words. */
export async function known() {
  const found = await vocabulary();
  const facts = new Map(found.facts.map((each) => [each.id, each]));
  const among = (fact) => (fact.among ? { ...fact, key_of: facts.get(fact.among).key } : fact);
  const fact = (id) => (facts.has(id) ? among(facts.get(id)) : undefined);
  return {
    fact,
    asked: found.facts.filter((each) => each.asked),
    groups: Object.entries(found.groups),
    parameters: found.parameters,
    words: found.words,
  };
}

/** The asked facts of each group that has any: the title of the group, and the facts. */
export const byGroup = ({ groups, asked }) =>
  groups.map(([id, title]) => [title, asked.filter((each) => each.group === id)]).filter(([, facts]) => facts.length);

/** An assumption as a fact, so that it is filled in as one. */
export const asFact = (parameter) => ({
  ...parameter,
  type: "number",
  isAssumption: true,
  question: parameter.title,
  help: parameter.why,
  options: [],
  texts: [],
});

/** A word as the beginning of a sentence. */
export const capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
