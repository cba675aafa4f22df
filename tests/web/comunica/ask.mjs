// Asks an endpoint a SELECT with Comunica and writes the rows as JSON, each a map of plain values:  node ask.mjs ENDPOINT QUERY
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, query] = process.argv.slice(2);
const rows = await new QueryEngine().queryBindings(query, { sources: [{ type: "sparql", value: endpoint }] });
const found = await rows.map((row) => Object.fromEntries([...row].map(([variable, term]) => [variable.value, term.value]))).toArray();
process.stdout.write(JSON.stringify(found));
