// An answer goes to the service before it counts: what comes back is the region in one form, or what is wrong.

import { changes, overview } from "./api.js";
import { isDontKnow, valueOf, withFact } from "./entries.js";
import { keep, person, region, state } from "./store.js";

/** Answer a question (undefined takes the answer away), and remember what that changes; fails with Refused. */
export async function answer(fact, entry, sources) {
  const before = region();
  const told = withFact(sources ? { ...before, sources } : before, fact, entry);
  const seen = await overview(told);
  const found = await changes(before, { [fact]: valueOf(entry) });
  person().region = seen.region;
  state.last = { fact, changes: found.conclusions };
  state.passed = state.passed.filter((each) => each !== fact);
  keep();
  return state.last;
}

/** Open questions that still matter, the best first; not those that were passed or of which nobody knows the answer. */
export const toAsk = (seen) => open(seen).filter((each) => !isSetAside(each.fact));

/** Open questions that still matter and were set aside. */
export const setAside = (seen) => open(seen).filter((each) => isSetAside(each.fact));

const open = (seen) => seen.advice.advice.questions;
const isSetAside = (fact) => state.passed.includes(fact) || isDontKnow(region(), fact);
