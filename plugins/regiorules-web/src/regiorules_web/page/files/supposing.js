// The region with facts or assumptions set to try them.

import { withFact } from "./entries.js";

/** A region in which these values are given; the sources of what was answered don't count for them. */
export function supposed(region, set, { parameters }) {
  const isAssumption = (name) => parameters.some((each) => each.id === name);
  const told = (found, [name, value]) =>
    isAssumption(name)
      ? { ...found, parameters: { ...found.parameters, [name]: value } }
      : withFact(found, name, { value });
  return Object.entries(set).reduce(told, region);
}
