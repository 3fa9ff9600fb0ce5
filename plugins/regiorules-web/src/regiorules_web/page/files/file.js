// Keeping the answers in a file, and the advice in every format that is there.

import { adviceIn, fileOf, formats, overview } from "./api.js";
import { announce, button, h, twice } from "./dom.js";
import { begin, forget, region } from "./store.js";
import { opened } from "./opening.js";
import { t } from "./texts.js";
import { trying } from "./trying.js";

/** The view of what can be kept. */
export async function file() {
  const found = await formats();
  const wrong = h("div", { class: "wrong", role: "alert" });
  const mine = region();
  const saving = (format) => () =>
    trying(wrong, async () => download(await fileOf(mine, format), fileName(mine, `.${format}`)), `file ${format}`);
  const advising = (each) => () =>
    trying(wrong, async () => download(await adviceIn(mine, each.name), fileName(mine, each.suffix)), each.name);
  const open = async (told, isHere) => {
    begin((await overview(told)).region);
    if (isHere()) location.hash = "#/answers";
  };
  const node = h(
    "div",
    {},
    h("h1", { tabindex: "-1" }, t("menu_file")),
    h("p", { class: "lead" }, t("file_intro")),
    wrong,
    h(
      "section",
      {},
      h("h2", {}, t("save_file")),
      h(
        "p",
        { class: "buttons" },
        button(t("save_yaml"), saving("yaml")),
        button(t("save_json"), saving("json"), { class: "quiet" }),
      ),
    ),
    h(
      "section",
      {},
      h("h2", {}, t("download_advice")),
      h(
        "p",
        { class: "buttons" },
        found.map((each) =>
          button(t("as_format", { format: each.name, suffix: each.suffix }), advising(each), { class: "quiet" }),
        ),
      ),
    ),
    h("div", { class: "cards" }, opened("h2", t("open_file"), open, t("replaces", { name: mine.region })), clearing()),
  );
  return { title: t("menu_file"), node };
}

/** Names are letters, digits and hyphens, whatever the region is called. */
const fileName = ({ region: name }, suffix) =>
  (name
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase()
    .slice(0, 60) || "regiorules") + suffix;

function download(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = h("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  announce(t("downloaded", { file: name }));
}

/** Clearing asks once more. */
function clearing() {
  const clear = () => {
    forget();
    location.hash = "#/start";
  };
  return h(
    "section",
    { class: "card" },
    h("h2", {}, t("clear_all")),
    h("p", {}, t("clear_text")),
    h("p", {}, twice(t("clear_all"), t("clear_sure"), clear)),
  );
}
