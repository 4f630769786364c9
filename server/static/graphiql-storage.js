// What the browser remembers: the colours, the panel and the sizes always, tabs and history only where no link was followed.
const PREFIX = "graphiql:";
const PANEL = "qamtu:panel";
const LOOKS = ["theme", "docExplorerFlex", "editorFlex", "secondaryEditorFlex"].map((name) => PREFIX + name);
const WIDE = "(min-width: 900px)";

function browserStorage() {
  try {
    return window.localStorage;
  } catch {
    return null; // Forbidden by the settings of the browser.
  }
}

const kept = browserStorage();

// The examples stand open where there is room, until a reader closes them.
function panel() {
  const remembered = kept && kept.getItem(PANEL);
  if (remembered === null) {
    return window.matchMedia(WIDE).matches ? "Examples" : null;
  }
  return remembered || null;
}

export function rememberPanel(plugin) {
  if (kept) kept.setItem(PANEL, plugin ? plugin.title : "");
}

export function openStorage(isLinked) {
  const isKept = (key) => kept && (!isLinked || LOOKS.includes(key));
  return {
    length: 0,
    getItem(key) {
      if (key === `${PREFIX}visiblePlugin`) return panel();
      return isKept(key) ? kept.getItem(key) : null;
    },
    setItem(key, value) {
      if (isKept(key)) kept.setItem(key, value);
    },
    removeItem(key) {
      if (isKept(key)) kept.removeItem(key);
    },
    clear() {
      if (!kept) return;
      for (const key of Object.keys(kept)) {
        if (key.startsWith(PREFIX) || key === PANEL) kept.removeItem(key);
      }
    },
  };
}
