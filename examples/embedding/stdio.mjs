// RegioRules from Node, without a port: node stdio.mjs [COMMAND WORD…], by default `regiorules serve --stdio`.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const [command, ...words] = process.argv.length > 2 ? process.argv.slice(2) : ["regiorules", "serve", "--stdio"];
const service = spawn(command, words, { stdio: ["pipe", "pipe", "inherit"] });
const answers = createInterface({ input: service.stdout })[Symbol.asyncIterator]();
let number = 0;

async function ask(operation, fields) {
  service.stdin.write(JSON.stringify({ id: ++number, operation, ...fields }) + "\n");
  const { result, error } = JSON.parse((await answers.next()).value);
  if (error) throw new Error(error.detail);
  return result;
}

const region = { region: "Example", facts: { regional_network: "loose" } };
const { advice } = await ask("advise", { region, language: "en" });
console.log(advice.recommendations[0].title);
await ask("assess", { region: { ...region, facts: { regional_network: "lose" } } }).catch((e) => console.log(e.message));
service.stdin.end();
