// Starts GraphiQL with the examples that the page carries; every request goes to this server.
import { examplesPlugin, showActiveTab } from "./graphiql-examples.js";
import { Facts, ask } from "./graphiql-answer.js";
import { makeTools } from "./graphiql-copy.js";
import { openStorage, rememberPanel } from "./graphiql-storage.js";
import { nameParts } from "./graphiql-names.js";

const h = React.createElement;
const place = document.getElementById("graphiql");
const examples = JSON.parse(place.dataset.setup);
const asked = new URLSearchParams(window.location.search);

// A link opens what it carries first: a query, or one of the examples.
function openedFirst() {
  if (asked.has("query")) {
    return [{ query: asked.get("query"), variables: asked.get("variables") || "" }];
  }
  return examples.filter((example) => example.name === asked.get("example"));
}

const linked = openedFirst();
const tabs = [...linked, ...examples.filter((example) => !linked.includes(example))];

ReactDOM.createRoot(place).render(
  h(
    GraphiQL,
    {
      fetcher: ask,
      defaultTabs: tabs.map(({ query, variables }) => ({ query, variables })),
      // GraphiQL fills in the query of the first tab by itself, its variables not.
      variables: linked.length ? linked[0].variables : undefined,
      defaultQuery: "# Your own question: Ctrl-Space completes, Ctrl-Enter runs.\n",
      storage: openStorage(linked.length > 0),
      plugins: [examplesPlugin(examples), GraphiQLPluginExplorer.explorerPlugin({ showAttribution: false })],
      onTogglePluginVisibility: rememberPanel,
      toolbar: { additionalComponent: makeTools(examples, showActiveTab) },
      // The description of the schema is the first page of the documentation.
      schemaDescription: true,
      // No header of a request changes an answer but Accept, and GraphiQL reads JSON.
      isHeadersEditorEnabled: false,
      shouldPersistHeaders: false,
    },
    h(GraphiQL.Footer, null, h(Facts)),
  ),
);
nameParts(place);
