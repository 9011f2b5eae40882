/** Why bytes are not JSON of a shape, with the first of them; null where they are. */
export function jsonProblem(body: Buffer, shape: "array" | "object"): string | null {
  const seen = () => JSON.stringify(body.subarray(0, 80).toString("utf8"));
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    return `not JSON; it begins ${seen()}`;
  }
  const fits = shape === "array" ? Array.isArray(value) : !Array.isArray(value) && value instanceof Object;
  return fits ? null : `not a JSON ${shape}; it begins ${seen()}`;
}
