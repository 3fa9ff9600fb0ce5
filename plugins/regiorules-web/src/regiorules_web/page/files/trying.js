// Doing something that the service may refuse: what is wrong is shown where it happened.

import { h } from "./dom.js";
import { Refused } from "./api.js";
import { t } from "./texts.js";

/** Do it, one thing at a time; what is wrong goes to `place`, and is read out there. */
export async function trying(place, action) {
  if (document.body.classList.contains("busy")) return;
  place.replaceChildren();
  document.body.classList.add("busy");
  try {
    await action();
  } catch (error) {
    place.replaceChildren(...wrong(error));
  } finally {
    document.body.classList.remove("busy");
  }
}

/** What is wrong, in paragraphs. */
export function wrong(error) {
  if (error instanceof Refused) return error.lines.map((line) => h("p", {}, line));
  if (error instanceof TypeError && /fetch|network/i.test(error.message)) return [h("p", {}, t("unreachable"))];
  throw error;
}
