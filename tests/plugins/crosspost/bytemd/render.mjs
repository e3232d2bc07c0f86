// Markdown as 掘金's own editor shows it: a JSON string a line on stdin, {html} or {error} a line on stdout.
import { createInterface } from "node:readline";
import frontmatter from "@bytemd/plugin-frontmatter";
import gfm from "@bytemd/plugin-gfm";
import math from "@bytemd/plugin-math-ssr";
import { getProcessor } from "bytemd";

const processor = getProcessor({ plugins: [frontmatter(), gfm(), math()] });

function answer(text) {
  try {
    return { html: String(processor.processSync(text)) };
  } catch (error) {
    return { error: String(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
