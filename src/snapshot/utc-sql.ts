/**
 * A time in text as a UTC timestamp, null where it is none. DuckDB's own cast ignores an offset such as +08:00 without
 * its ICU extension, which cannot be had offline.
 */
export function utcSql(text: string): string {
  const offset = `'[T ][0-9:.]+([+-])([0-9]{2}):?([0-9]{2})$'`;
  const part = (group: number) => `regexp_extract(${text}, ${offset}, ${group})`;
  const minutes = `CASE WHEN regexp_matches(${text}, ${offset})
    THEN (${part(1)} || '1')::INT * (${part(2)}::INT * 60 + ${part(3)}::INT) ELSE 0 END`;
  const time = `try_cast(${text} AS TIMESTAMP)`;
  return `CASE WHEN ends_with(${text}, 'Z') THEN ${time} ELSE ${time} - to_minutes(${minutes}) END`;
}
