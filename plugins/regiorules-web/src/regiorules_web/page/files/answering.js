// An answer goes to the service before it counts: what comes back is the region in one form, or what is wrong.

import { changes, overview } from "./api.js";
import { isDontKnow, valueOf, withFact } from "./entries.js";
import { keep, person, region, state } from "./store.js";

/** Answer a question for a person (undefined takes the answer away), and give what changes; fails with Refused. */
export async function answer(who, fact, entry, sources) {
  const before = who.region;
  const told = withFact(sources ? { ...before, sources } : before, fact, entry);
  const seen = await overview(told);
  const last = { fact, before, value: valueOf(entry) };
  const found = await changesBy(last);
  who.region = seen.region;
  if (who === person()) Object.assign(state, { last, passed: state.passed.filter((each) => each !== fact) });
  keep();
  return found;
}

/** The conclusions that an answer changed, in the language of the page. */
export const changesBy = async ({ fact, before, value }) => (await changes(before, { [fact]: value })).conclusions;

/** Open questions that still matter, the best first; not those that were passed or of which nobody knows the answer. */
export const toAsk = (seen) => open(seen).filter((each) => !isSetAside(each.fact));

/** Open questions that still matter and were set aside. */
export const setAside = (seen) => open(seen).filter((each) => isSetAside(each.fact));

const open = (seen) => seen.advice.advice.questions;
const isSetAside = (fact) => state.passed.includes(fact) || isDontKnow(region(), fact);
