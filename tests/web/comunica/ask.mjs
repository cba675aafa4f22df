// Asks an endpoint a SELECT with Comunica, together with Turtle if some is given, and writes the rows as JSON:
// node ask.mjs ENDPOINT QUERY [TURTLE]
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, query, turtle] = process.argv.slice(2);
const sources = [{ type: "sparql", value: endpoint }];
if (turtle) sources.push({ type: "serialized", value: turtle, mediaType: "text/turtle", baseIRI: "urn:mine" });
const rows = await new QueryEngine().queryBindings(query, { sources });
const found = await rows.map((row) => Object.fromEntries([...row].map(([variable, term]) => [variable.value, term.value]))).toArray();
process.stdout.write(JSON.stringify(found));
