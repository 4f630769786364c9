// A typed client from a schema and a folder of documents: node generate.mjs SCHEMA FOLDER > client.ts
// The same plugins and options as in a codegen.ts of GraphQL Code Generator, without its command line.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as documentNodes from "@graphql-codegen/typed-document-node";
import * as operations from "@graphql-codegen/typescript-operations";
import { buildSchema, parse } from "graphql";

const [schemaFile, folder] = process.argv.slice(2);
const schema = buildSchema(readFileSync(schemaFile, "utf8"));
const documents = readdirSync(folder).map((name) => ({
  location: name,
  document: parse(readFileSync(join(folder, name), "utf8")),
}));
const config = {
  scalars: {
    Date: "./scalars.js#Day",
    Decimal: "./scalars.js#Decimal",
    IRI: "string",
    LanguageTag: "string",
  },
  strictScalars: true,
  enumType: "string-literal",
  useTypeImports: true,
  documentMode: "string",
};
const plugins = [{ operations: {} }, { documentNodes: {} }];
const text = await codegen({
  filename: "client.ts",
  schema: parse(readFileSync(schemaFile, "utf8")),
  schemaAst: schema,
  documents,
  config,
  plugins,
  pluginMap: { operations, documentNodes },
});
process.stdout.write(text);
