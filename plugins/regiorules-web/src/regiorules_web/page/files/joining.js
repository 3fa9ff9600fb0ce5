// One region of several persons' answers.

import { jointly } from "./differing.js";
import { sourcesOf, TABLE, valueOf } from "./entries.js";

/** The same region with only what its table says, for somebody else to begin with. */
export function fromTable(region) {
  const facts = Object.entries(region.facts ?? {}).filter(([, entry]) => sourcesOf(entry).includes(TABLE));
  const sources = region.sources?.[TABLE] && { sources: { [TABLE]: region.sources[TABLE] } };
  return {
    region: region.region,
    ...(region.date && { date: region.date }),
    ...sources,
    facts: Object.fromEntries(facts),
  };
}

/**
 * What they know together: what one of them knows, what fits together, and where they contradict each other what was
 * chosen (the number of the person), or nothing.  Sources go along under names of their own.
 */
export function joint(regions, found, chosen) {
  const own = regions.reduce(withOwnSources, []);
  const facts = Object.assign({}, ...own.map((each) => each.facts).reverse());
  for (const each of own)
    for (const [name, entry] of Object.entries(each.facts)) if (isOpen(facts[name])) facts[name] = entry;
  for (const { fact, agrees, both } of found.filter((each) => !each.isAssumption)) {
    if (agrees)
      facts[fact] = joined(
        own.map((each) => each.facts[fact]).filter((entry) => !isOpen(entry)),
        both,
      );
    else facts[fact] = own[chosen[fact]]?.facts[fact] ?? null;
  }
  const { region, date } = regions[0];
  return {
    region,
    ...(date && { date }),
    sources: Object.assign({}, ...own.map((each) => each.sources)),
    facts,
    parameters: jointly(regions, found, chosen),
  };
}

/** True where nobody knows it, whatever is noted with that. */
const isOpen = (entry) => valueOf(entry) === null;

function joined(entries, value) {
  const source = [...new Set(entries.flatMap(sourcesOf))];
  const note = entries.map((each) => each?.note).find(Boolean);
  return { value, ...(source.length && { source }), ...(note && { note }) };
}

/** Those before and one more, whose sources have other names than what they say otherwise, a table's too. */
function withOwnSources(before, { sources = {}, facts = {} }) {
  const taken = Object.assign({}, ...before.map((each) => each.sources));
  const names = {};
  for (const id of Object.keys(sources)) names[id] = apart(id, sources, { ...taken, ...sources }, taken);
  const renamed = (entry) =>
    sourcesOf(entry).length ? { ...entry, source: sourcesOf(entry).map((id) => names[id] ?? id) } : entry;
  const each = (data, change) => Object.fromEntries(Object.entries(data).map(change));
  return [
    ...before,
    {
      facts: each(facts, ([name, entry]) => [name, renamed(entry)]),
      sources: each(sources, ([id, source]) => [names[id], source]),
    },
  ];
}

/** The name of a source: its own, or with a number where another has that. */
function apart(id, sources, all, taken) {
  const isSame = (name) => JSON.stringify(taken[name]) === JSON.stringify(sources[id]);
  if (!(id in taken) || isSame(id)) return id;
  let number = 2;
  while (`${id}-${number}` in all && !isSame(`${id}-${number}`)) number++;
  return `${id}-${number}`;
}
