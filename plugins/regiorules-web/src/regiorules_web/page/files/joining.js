// One region of several persons' answers.

import { sourcesOf, TABLE } from "./entries.js";

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
  const own = regions.map(withOwnSources);
  const facts = Object.assign({}, ...own.map((each) => each.facts).reverse());
  for (const each of own)
    for (const [name, entry] of Object.entries(each.facts)) if (facts[name] === null) facts[name] = entry;
  for (const { fact, agrees, both } of found) {
    const first = own.find((each) => fact in each.facts).facts[fact];
    if (agrees)
      facts[fact] = joined(
        own.map((each) => each.facts[fact]),
        both,
        first,
      );
    else facts[fact] = chosen[fact] ? own[Number(chosen[fact])].facts[fact] : null;
  }
  const { region, date } = regions[0];
  return {
    region,
    ...(date && { date }),
    sources: Object.assign({}, ...own.map((each) => each.sources)),
    facts,
    parameters: Object.assign({}, ...regions.map((each) => each.parameters)),
  };
}

function joined(entries, value, first) {
  const source = [...new Set(entries.flatMap(sourcesOf))];
  const note = entries.map((each) => each?.note).find(Boolean);
  return { value: value ?? first, ...(source.length && { source }), ...(note && { note }) };
}

/** A region whose sources can't be taken for those of another. */
function withOwnSources(region, index) {
  const renamed = (id) => (id === TABLE ? id : `${id}-${index + 1}`);
  const sources = Object.fromEntries(Object.entries(region.sources ?? {}).map(([id, each]) => [renamed(id), each]));
  const own = (entry) => (sourcesOf(entry).length ? { ...entry, source: sourcesOf(entry).map(renamed) } : entry);
  const facts = Object.fromEntries(Object.entries(region.facts ?? {}).map(([name, entry]) => [name, own(entry)]));
  return { facts, sources };
}
