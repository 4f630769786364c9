// Starts GraphiQL with the examples that the page carries; every request goes to this server.
"use strict";

(function () {
  const place = document.getElementById("graphiql");
  const examples = JSON.parse(place.dataset.examples);
  const asked = new URLSearchParams(window.location.search);
  const linked = asked.has("query")
    ? [{ query: asked.get("query"), variables: asked.get("variables") || "" }]
    : [];

  function fetcher(request) {
    return fetch("/graphql", {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json" },
      body: JSON.stringify(request),
    }).then((response) => response.json());
  }

  ReactDOM.createRoot(place).render(
    React.createElement(GraphiQL, {
      fetcher,
      defaultTabs: [...linked, ...examples],
      // A link that carries a query opens it, whatever the browser remembers of earlier visits.
      storage: linked.length ? { length: 0, getItem: () => null, setItem() {}, removeItem() {}, clear() {} } : undefined,
      plugins: [GraphiQLPluginExplorer.explorerPlugin({ showAttribution: false })],
      isHeadersEditorEnabled: false,
      shouldPersistHeaders: false,
      defaultTheme: "light",
      forcedTheme: "light",
    }),
  );
})();
