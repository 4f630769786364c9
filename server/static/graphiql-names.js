// What GraphiQL leaves undone for those who cannot see it: names, roles that fit, long texts that the keyboard scrolls.
const NAMES = {
  ".graphiql-query-editor .CodeMirror textarea": "Query",
  ".graphiql-editor-tool .CodeMirror textarea": "Variables, as JSON",
  ".result-window .CodeMirror textarea": "Answer",
  ".graphiql-explorer-root select": "Value",
  ".graphiql-explorer-root input": "Value",
};

// Tabs have buttons to close them, which no role of a tab list allows: they are a group of buttons.
const ROLES = {
  ".graphiql-tabs": "group",
  ".graphiql-tab": "none",
  "#graphiql-session": "region",
};

function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

export function nameParts(place) {
  const all = (selector) => place.querySelectorAll(selector);
  function name() {
    for (const [selector, words] of Object.entries(NAMES)) {
      for (const each of all(`:is(${selector}):not([aria-label])`)) set(each, "aria-label", words);
    }
    for (const [selector, role] of Object.entries(ROLES)) {
      for (const each of all(selector)) set(each, "role", role);
    }
    for (const tab of all(".graphiql-tab")) {
      tab.removeAttribute("aria-selected");
      const isActive = tab.classList.contains("graphiql-tab-active");
      set(tab.querySelector(".graphiql-tab-button"), "aria-current", String(isActive));
    }
    // Long texts are scrolled with the keyboard too.
    for (const each of all(".CodeMirror-scroll")) set(each, "tabindex", "0");
  }
  // Another page of the documentation begins at its top.
  place.addEventListener("click", (event) => {
    if (!event.target.closest(".graphiql-doc-explorer a")) return;
    requestAnimationFrame(() => place.querySelector(".graphiql-plugin").scrollTo(0, 0));
  });
  new MutationObserver(name).observe(place, { childList: true, subtree: true, attributeFilter: ["aria-selected"] });
  name();
}
