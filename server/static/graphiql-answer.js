// Asks this server, and says below the answer what its status, its headers and its extensions mean.
const h = React.createElement;

const HEADERS = {
  "access-control-allow-origin": "Which pages may read the answer; * is every page.",
  "access-control-expose-headers": "The headers that those pages may read.",
  "cache-control": "An answer to a POST is not kept. Asked by GET the same answer may be kept and revalidated.",
  "content-encoding": "How the body was compressed on the way.",
  "content-length": "Bytes of the body on the way, compressed or not.",
  "content-type": "The media type: application/json for every client, application/graphql-response+json when asked for.",
  date: "When the server answered.",
  etag: "Names this answer. Sent back as If-None-Match it saves sending the answer again: 304.",
  server: "The software of the server.",
  vary: "Which headers of the request the answer depends on.",
};

const MEMBERS = {
  data: "The answer. null means that the texts do not say it, or that there is no such thing; never zero and never no.",
  errors: "What was refused or went wrong: extensions.code is stable, extensions.help says what to do.",
  extensions: "What the server says about the answer rather than in it.",
  "extensions.dataVersion": "Changes when any fact does; cursors are good for one.",
  "extensions.cost": "What the query was predicted to ask for, before it ran; /limits says how much it may be.",
};

let last = null;
const readers = new Set();

function publish(answer) {
  last = answer;
  for (const reader of readers) reader();
}

function subscribe(reader) {
  readers.add(reader);
  return () => readers.delete(reader);
}

function read(text, status) {
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `The server answered ${status}: ${text.slice(0, 500)}` }] };
  }
}

export async function ask(request) {
  const began = performance.now();
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  const body = read(text, response.status);
  if (request.operationName !== "IntrospectionQuery") {
    publish({
      status: `${response.status} ${response.statusText}`.trim(),
      milliseconds: Math.round(performance.now() - began),
      kilobytes: (new Blob([text]).size / 1000).toFixed(1),
      headers: [...response.headers],
      body,
    });
  }
  return body;
}

function Row({ name, value, meaning }) {
  return h("div", null, h("dt", null, name), h("dd", null, value ? h("code", null, value) : null, value && meaning ? " " : null, meaning));
}

export function Facts() {
  const answer = React.useSyncExternalStore(subscribe, () => last);
  if (!answer) {
    return h("p", { className: "facts" }, "Run the query: what its answer and its headers mean is said here.");
  }
  const extensions = Object.entries(answer.body.extensions || {});
  return h(
    "details",
    { className: "facts" },
    h("summary", null, `${answer.status} · ${answer.milliseconds} ms · ${answer.kilobytes} kB · what the parts and headers mean`),
    h(
      "dl",
      { tabIndex: 0, "aria-label": "Parts and headers of the answer" },
      Object.keys(answer.body).map((name) => h(Row, { key: name, name, meaning: MEMBERS[name] })),
      extensions.map(([name, value]) => h(Row, { key: `extensions.${name}`, name: `extensions.${name}`, value: JSON.stringify(value), meaning: MEMBERS[`extensions.${name}`] })),
      answer.headers.map(([name, value]) => h(Row, { key: `header ${name}`, name, value, meaning: HEADERS[name] })),
    ),
  );
}
