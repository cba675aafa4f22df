// Builds kg/web/static from src: scripts, styles, and the licences of what is bundled.
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "src");
const target = join(here, "..", "static");
const KINDS = ["Agency", "Organization", "Place", "Programme", "Product", "Document", "Event", "Person", "Indicator", "Other"];

/** The dark colours stand once in the source: for those whose system is dark, and for those who switched. */
function styles() {
  const dark = readFileSync(join(source, "dark.css"), "utf8");
  const filters = KINDS.map((kind) => `.reading:has(#show-${kind}:not(:checked)) .text .k-${kind}{border-bottom:0;background:none}`).join("\n");
  return readFileSync(join(source, "app.css"), "utf8")
    .replace(/@media \(prefers-color-scheme: dark\) \{ :root:not.*\n\/\*DARK\*\//, () =>
      `@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { ${dark} } }\n@media screen { :root[data-theme="dark"] { ${dark} } }`)
    .replace("/*FILTER*/", () => filters);
}

/** The licence texts of every package that has code in a bundle. */
function notices(inputs) {
  const names = new Set();
  for (const input of inputs) {
    const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) names.add(match[1]);
  }
  // yasqe is itself a bundle of these
  if (names.has("@zazuko/yasqe")) for (const name of ["codemirror", "lodash-es", "query-string", "@zazuko/yasgui-utils", "dompurify", "store"]) names.add(name);
  const texts = [...names].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const meta = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = existsSync(folder) && readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${meta.license} (the package carries no licence file; author: ${JSON.stringify(meta.author ?? "")})`;
    return `${name} ${meta.version} (${meta.license})\n\n${text}`;
  });
  return ["The pages use these packages. Their licences follow.", ...texts].join(`\n\n${"=".repeat(78)}\n\n`) + "\n";
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const common = { bundle: true, minify: !process.env.KG_PLAIN, charset: "utf8", legalComments: "linked", metafile: true, outdir: target, target: ["es2020", "chrome105", "firefox121", "safari15.4"], logLevel: "warning" };
const results = [
  await build({ ...common, entryPoints: ["app", "graph", "editor"].map((name) => join(source, `${name}.js`)), format: "esm" }),
  await build({ ...common, entryPoints: [join(source, "theme.js")], format: "iife" }),
  await build({ ...common, stdin: { contents: styles(), loader: "css", resolveDir: source, sourcefile: "app.css" }, outdir: undefined, outfile: join(target, "app.css") }),
  await build({ ...common, entryPoints: [join(source, "editor.css")], loader: { ".svg": "dataurl" } }),
];
// What kg puts into the one file of a network: it holds the licences itself
const alone = await build({ ...common, entryPoints: [join(source, "graph-page.js")], format: "iife", legalComments: "eof" });
const ours = readFileSync(join(source, "graph-page.css"), "utf8");
await build({ ...common, stdin: { contents: `${styles()}\n${ours}`, loader: "css", resolveDir: source, sourcefile: "graph-page.css" }, outdir: undefined, outfile: join(target, "graph-page.css") });
writeFileSync(join(target, "graph-page.LICENSES.txt"), notices(Object.keys(alone.metafile.inputs)));
cpSync(join(source, "icon.svg"), join(target, "icon.svg"));
writeFileSync(join(target, "NOTICES.txt"), notices(results.flatMap((result) => Object.keys(result.metafile.inputs))));
