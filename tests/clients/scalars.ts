/** A day, ISO 8601. `new Date(day)` is its midnight in UTC. */
export type Day = `${number}-${number}-${number}`;

/** An exact decimal number as a string. Its own type, so that nobody adds two of them as strings. */
export type Decimal = string & { readonly decimal: unique symbol };
