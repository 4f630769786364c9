// Starts the editor of SPARQL with the examples that the page carries; every request goes to this server.
"use strict";

(function () {
  const place = document.getElementById("sparql");
  const examples = JSON.parse(place.dataset.examples);
  const base = place.dataset.base;
  const endpoint = new URL("/sparql", window.location.href).href;

  // What went wrong, in the words of the problem (RFC 9457), not as its JSON.
  Yasgui.Yasr.defaults.errorRenderers = [
    async (error) => {
      let problem;
      try {
        problem = JSON.parse(error.text);
      } catch {
        return undefined;
      }
      const shown = document.createElement("div");
      for (const words of [problem.code || problem.title, problem.detail, problem.help]) {
        const line = document.createElement("p");
        line.textContent = words || "";
        shown.append(line);
      }
      shown.className = "problem";
      shown.setAttribute("role", "alert");
      return shown;
    },
  ];

  // The editor opens a query in the fragment by itself, and forgets the fragment.
  const isLinked = window.location.hash.includes("query=");
  const editor = new Yasgui(place, {
    autoAddOnInit: false,
    persistenceId: null,
    copyEndpointOnNewTab: true,
    requestConfig: {
      endpoint,
      method: "POST",
      acceptHeaderGraph: "text/turtle",
      acceptHeaderSelect: "application/sparql-results+json",
    },
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
    // The others fetch names from elsewhere.
    yasqe: { autocompleters: ["variables"], prefixCcApi: null, persistenceId: null },
    yasr: { persistenceId: null },
  });
  examples.forEach((example, index) => {
    editor.addTab(index === 0 && !isLinked, { name: example.name, yasqe: { value: example.query } });
  });

  // The editor leaves these without a name for those who cannot see them.
  const names = {
    ".CodeMirror textarea": "Query",
    "select.tableSizer": "Rows on a page",
    "input.tableFilter": "Filter the rows",
    ".tab input": "Name of the tab",
  };
  function name() {
    for (const [selector, words] of Object.entries(names)) {
      for (const each of place.querySelectorAll(`:is(${selector}):not([aria-label])`)) {
        each.setAttribute("aria-label", words);
      }
    }
    for (const tab of place.querySelectorAll("[role=tab][aria-controls]")) {
      if (!document.getElementById(tab.getAttribute("aria-controls"))) tab.removeAttribute("aria-controls");
    }
  }
  new MutationObserver(name).observe(place, { childList: true, subtree: true });
  name();

  // Names of the graph are answered by this server, whatever host they name.
  function lead(event) {
    const link = event.target.closest("a[href]");
    const iri = link && link.getAttribute("href");
    if (iri && iri.startsWith(base)) {
      link.setAttribute("href", "/" + iri.slice(base.length));
    }
  }
  place.addEventListener("pointerdown", lead, true);
  place.addEventListener("focusin", lead, true);
})();
