// The panel Examples: every example by its question, in groups; one click opens it in a tab.
const h = React.createElement;

function holds(tab, example) {
  return tab.query === example.query && (tab.variables || "") === example.variables;
}

// The tabs with what is written; GraphiQL itself notes it a moment later.
function written(editor) {
  const active = { query: editor.queryEditor.getValue(), variables: editor.variableEditor.getValue() };
  return editor.tabs.map((tab, index) => (index === editor.activeTabIndex ? active : tab));
}

// GraphiQL keeps the variables folded away until they are asked for.
function showVariables() {
  const fold = document.querySelector(".graphiql-toggle-editor-tools[aria-label^=Show]");
  if (fold) fold.click();
}

// In the tab that still holds the example as it is in its file, else in a new one.
function open(editor, example) {
  if (example.variables) showVariables();
  const index = written(editor).findIndex((tab) => holds(tab, example));
  if (index >= 0) {
    editor.changeTab(index);
    return;
  }
  ReactDOM.flushSync(() => editor.addTab());
  editor.queryEditor.setValue(example.query);
  editor.variableEditor.setValue(example.variables);
}

function groups(examples) {
  const found = new Map();
  for (const example of examples) {
    found.set(example.group, [...(found.get(example.group) || []), example]);
  }
  return [...found];
}

function Entry({ example, isOpen, onOpen }) {
  return h(
    "li",
    null,
    h("button", { type: "button", "aria-current": isOpen ? "true" : undefined, onClick: onOpen }, example.title),
    isOpen && example.note ? h("p", null, example.note) : null,
  );
}

function Panel({ examples }) {
  const editor = GraphiQL.React.useEditorContext({ nonNull: true });
  const plugins = GraphiQL.React.usePluginContext();
  const active = editor.tabs[editor.activeTabIndex];
  function choose(example) {
    open(editor, example);
    // On a small screen the panel lies over the query.
    if (window.matchMedia("(max-width: 640px)").matches) plugins.setVisiblePlugin(null);
  }
  return h(
    "section",
    { className: "examples", "aria-labelledby": "examples-title" },
    h("h2", { id: "examples-title" }, "Examples"),
    h("p", null, "Each answers one question and opens in its tab. With answers and as SPARQL: ", h("a", { href: "/cookbook" }, "the cookbook"), "."),
    groups(examples).map(([name, members]) =>
      h(
        React.Fragment,
        { key: name },
        h("h3", null, name),
        h(
          "ul",
          null,
          members.map((example) =>
            h(Entry, {
              key: example.name,
              example,
              isOpen: Boolean(active) && holds(active, example),
              onOpen: () => choose(example),
            }),
          ),
        ),
      ),
    ),
  );
}

function Icon() {
  return h(
    "svg",
    { viewBox: "0 0 16 16", fill: "none", stroke: "currentColor", strokeWidth: 1.3, "aria-hidden": "true" },
    h("path", { d: "M2.5 2.5h11v11h-11zM5 6h6M5 8.5h6M5 11h3.5" }),
  );
}

export function examplesPlugin(examples) {
  return { title: "Examples", icon: Icon, content: () => h(Panel, { examples }) };
}

export function showActiveTab(index) {
  const tab = document.getElementById(`graphiql-session-tab-${index}`);
  if (tab) tab.closest("li").scrollIntoView({ block: "nearest", inline: "nearest" });
}
