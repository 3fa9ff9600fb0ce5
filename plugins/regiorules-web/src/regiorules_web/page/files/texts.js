// The language of the page, and its texts in it.

import { TEXTS } from "./words.js";

const LANGUAGES = ["nl", "en"];

/** The language of the page: that of `?lang=`, Dutch otherwise. */
export function language() {
  const asked = new URLSearchParams(location.search).get("lang");
  return LANGUAGES.includes(asked) ? asked : LANGUAGES[0];
}

/** A text of the page with its fields filled in. */
export function t(name, fields = {}) {
  const text = TEXTS[name][LANGUAGES.indexOf(language())];
  return text.replace(/\{(\w+)\}/g, (_, field) => fields[field]);
}

/** Where the same page is in the other language. */
export const elsewhere = () => `?lang=${LANGUAGES[1 - LANGUAGES.indexOf(language())]}${location.hash}`;

/** The other language. */
export const otherLanguage = () => LANGUAGES[1 - LANGUAGES.indexOf(language())];
