const FIELDS = new Set([
  "qos",
  "id",
  "topic",
  "clientid",
  "username",
  "password",
  "timestamp",
  "payload",
  "*",
]);

/** A field NanoMQ knows, `payload.x.y` included, with or without `as name`. */
function isField(text: string): boolean {
  const field = text.trimStart().split(" ")[0] ?? "";
  return FIELDS.has(field) || field.startsWith("payload.");
}

/** Topic of a rule's FROM; undefined where the rule engine cannot use the statement. */
export function topicOfSql(sql: string): string | null | undefined {
  const select = /SELECT /i.exec(sql);
  if (select === null) return undefined;
  const rest = sql.slice(select.index + "SELECT ".length);
  const from = /FROM/i.exec(rest);
  const fields = (from === null ? rest : rest.slice(0, from.index)).split(",");
  if (!fields.every(isField)) return undefined;
  if (from === null) return null;
  const behind = rest.slice(from.index + "FROM ".length);
  const where = /WHERE/i.exec(behind);
  const source =
    where === null ? (behind.split("\n")[0] ?? "") : behind.slice(0, Math.max(0, where.index - 1));
  const topic = source.replace(/^[ \\]+/, "");
  return topic.startsWith('"') ? (topic.slice(1).split(/["\\]/)[0] ?? "") : topic;
}

/** True where NanoMQ reads past the end of the statement: nothing behind WHERE, and where it has to be there, nothing behind FROM. */
export function isCutOff(sql: string, fromRequired: boolean): boolean {
  const select = /SELECT/i.exec(sql);
  if (select === null) return false;
  const from = /FROM[\s\S]*/i.exec(sql.slice(select.index))?.[0];
  if (from === undefined) return fromRequired;
  const where = /WHERE[^\n]*/i.exec(from)?.[0];
  const source = from.slice(0, where === undefined ? from.indexOf("\n") >>> 0 : from.search(/WHERE/i));
  return where?.length === "WHERE".length || (fromRequired && source.length <= "FROM".length);
}
