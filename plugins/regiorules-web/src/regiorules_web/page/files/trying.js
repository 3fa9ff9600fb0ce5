// Doing something that the service may refuse: what is wrong is shown where it happened.

import { h } from "./dom.js";
import { Refused } from "./api.js";
import { t } from "./texts.js";

const underWay = new Set();
const late = [];
let last = Promise.resolve(); // the end of all that is under way

/**
 * Do it after what is under way; what is wrong goes to `place`, and is read out there.
 * The same thing (`what`) isn't done twice at once.  The action is given whether one is still at the address of then.
 */
export function trying(place, action, what = place) {
  if (underWay.has(what)) return place.replaceChildren(h("p", { class: "moment" }, t("busy")));
  const address = location.hash;
  place.replaceChildren();
  underWay.add(what);
  document.body.classList.add("busy");
  const done = last
    .then(() => action(() => location.hash === address))
    .catch((error) => tell(place, wrong(error)))
    .finally(() => end(place, what));
  last = done.catch(() => {});
  return done;
}

function end(place, what) {
  underWay.delete(what);
  place.querySelector(".moment")?.remove();
  document.body.classList.toggle("busy", underWay.size > 0);
}

/** Who is on the way to another view is told there. */
function tell(place, lines) {
  place.replaceChildren(...lines);
  if (document.getElementById("main").hasAttribute("aria-busy")) late.push(place);
}

/** When all that was under way is done. */
export async function idle() {
  for (let seen; seen !== last; ) await (seen = last);
}

/** What went wrong while one was on the way, once. */
export const missed = () => late.splice(0).filter((each) => each.hasChildNodes());

/** What is wrong, in paragraphs. */
export function wrong(error) {
  if (error instanceof Refused) return error.lines.map((line) => h("p", {}, line));
  if (error instanceof TypeError && /fetch|network/i.test(error.message)) return [h("p", {}, t("unreachable"))];
  throw error;
}
