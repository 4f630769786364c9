// Buttons beside the query: copy it as a link, copy it as a command for curl.
const h = React.createElement;

function link(examples, query, variables) {
  const url = new URL("/graphql", window.location.href);
  const example = examples.find((each) => each.query === query && each.variables === variables);
  if (example) {
    url.searchParams.set("example", example.name);
  } else {
    url.searchParams.set("query", query);
    if (variables.trim()) url.searchParams.set("variables", variables);
  }
  return url.href;
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function curl(query, variables) {
  const parts = [`curl -sG ${quoted(new URL("/graphql", window.location.href).href)}`, quoted(`query=${query}`)];
  if (variables.trim()) parts.push(quoted(`variables=${variables}`));
  return parts.join(" --data-urlencode ");
}

async function copy(text, what) {
  const said = document.getElementById("said");
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = `${what} copied`;
  } catch {
    // Without the clipboard, which browsers give to secure pages only, the reader copies it by hand.
    window.prompt(what, text);
  }
  window.setTimeout(() => {
    said.textContent = "";
  }, 4000);
}

function Button({ label, path, onClick }) {
  const icon = h(
    "svg",
    { className: "graphiql-toolbar-icon", viewBox: "0 0 16 16", fill: "none", stroke: "currentColor", strokeWidth: 1.5, "aria-hidden": "true" },
    h("path", { d: path }),
  );
  return h(GraphiQL.React.ToolbarButton, { label, onClick }, icon);
}

export function makeTools(examples, onTab) {
  return function Tools() {
    const editor = GraphiQL.React.useEditorContext({ nonNull: true });
    React.useEffect(() => onTab(editor.activeTabIndex), [editor.activeTabIndex, editor.tabs.length]);
    // The comments of an example are sentences, to be read without scrolling sideways.
    React.useEffect(() => {
      if (editor.queryEditor) editor.queryEditor.setOption("lineWrapping", true);
    }, [editor.queryEditor]);
    const read = () => [editor.queryEditor.getValue(), editor.variableEditor.getValue()];
    return h(
      React.Fragment,
      null,
      h(Button, {
        label: "Copy as a link",
        path: "M6.5 9.5l3-3M7 5l1.8-1.8a2.5 2.5 0 0 1 4 4L11 9M9 11l-1.8 1.8a2.5 2.5 0 0 1-4-4L5 7",
        onClick: () => copy(link(examples, ...read()), "Link"),
      }),
      h(Button, {
        label: "Copy as a curl command",
        path: "M2.5 4l4 4-4 4M8 12.5h5.5",
        onClick: () => copy(curl(...read()), "curl command"),
      }),
    );
  };
}
