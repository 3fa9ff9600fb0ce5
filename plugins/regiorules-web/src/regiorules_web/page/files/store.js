// What was answered, in this tab: it outlives a reload, and goes when the tab is closed.  The service keeps nothing.

const PLACE = "regiorules";
const EMPTY = { people: [], active: 0, set: {}, chosen: {}, passed: [], last: null };

/** All that there is to remember; `keep` after a change. */
export const state = { ...EMPTY, ...remembered() };

function remembered() {
  try {
    const found = JSON.parse(sessionStorage.getItem(PLACE) ?? "{}");
    return Array.isArray(found.people) && found.people.every((each) => each?.region) ? found : {};
  } catch {
    return {};
  }
}

/** Remember what is in the state now. */
export function keep() {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(state));
  } catch {
    /* the browser refuses: the answers are there as long as the page is */
  }
}

/** Forget everything. */
export function forget() {
  Object.assign(state, structuredClone(EMPTY));
  keep();
}

/** Begin with one region and nobody else's answers. */
export function begin(region) {
  forget();
  join("", region);
}

/** Somebody else's answers to the same questions; they are shown from now on. */
export function join(name, region) {
  const mine = { name, region };
  state.people = [...respondents(), mine, ...state.people.filter((each) => each.joint)];
  turn(state.people.indexOf(mine));
}

/** What all know together, in the place of what was put together before; it is shown from now on. */
export function joinAll(name, region) {
  state.people = [...respondents(), { name, region, joint: true }];
  turn(state.people.length - 1);
}

/** Those who answered themselves. */
export const respondents = () => state.people.filter((each) => !each.joint);

/** Go on with the answers of another person. */
export function turn(index) {
  Object.assign(state, { active: index, set: {}, passed: [], last: null });
  keep();
}

/** Whose answers are shown; undefined where nothing was begun. */
export const person = () => state.people[state.active];

/** The region with those answers. */
export const region = () => person()?.region;
