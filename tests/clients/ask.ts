// The worked examples through the generated client.
import {
  InsuredTransplantationsDocument,
  PagesDocument,
  TariffsDocument,
  type TypedDocumentString,
} from "./client.js";
import type { Day, Decimal } from "./scalars.js";

async function ask<Result, Variables>(
  url: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as { data: Result; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map((each) => each.message).join("\n"));
  return data;
}

export async function main(url: string): Promise<void> {
  const { procedures } = await ask(url, InsuredTransplantationsDocument, {});
  const { tariffLines } = await ask(url, TariffsDocument, {});
  const amounts: Decimal[] = tariffLines.nodes.map((line) => line.price.amount);
  const days: (Day | null)[] = tariffLines.nodes.map((line) => line.appliesFrom);
  const first = await ask(url, PagesDocument, {});
  const second = await ask(url, PagesDocument, { after: first.listings.pageInfo.endCursor });
  const rows = [...first.listings.edges, ...second.listings.edges].map((edge) => edge.node.row);
  console.log(JSON.stringify({ codes: procedures.nodes.map((node) => node.code), amounts, days, rows: rows.length }));
}

type Line = Awaited<ReturnType<typeof lines>>[number];

async function lines() {
  return (await ask("", TariffsDocument, {})).tariffLines.nodes;
}

/** What the compiler has to refuse; it objects to a line below that it would take. */
export function refused(line: Line): unknown[] {
  // @ts-expect-error an amount is no number
  const amount: number = line.price.amount;
  // @ts-expect-error … and no text of one's own
  line.price.amount = "63112.54";
  // @ts-expect-error a day has three parts
  line.appliesFrom = "August";
  // @ts-expect-error a field that nobody asked for
  const missing = line.service.kode;
  // @ts-expect-error a cursor is a text
  return [amount, missing, ask("", PagesDocument, { after: 1 })];
}
