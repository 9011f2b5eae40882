import { createHmac, randomUUID } from "node:crypto";

/** A message of the Jupyter protocol 5.3, without its routing frames. */
export interface JupyterMessage {
  readonly header: { readonly msg_id: string; readonly msg_type: string; readonly session: string };
  readonly parent: { readonly msg_id?: string };
  readonly content: Record<string, unknown>;
}

const delimiter = "<IDS|MSG>";
const sign = (key: string, parts: readonly (string | Buffer)[]) => {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
};

/** The frames of a request, signed with the connection's key, and the id that its answers will name as parent. */
export function encodeRequest(
  key: string,
  session: string,
  type: string,
  content: Record<string, unknown>,
): { id: string; frames: string[] } {
  const id = randomUUID();
  const header = {
    msg_id: id,
    msg_type: type,
    session,
    username: "hub-evolution",
    date: new Date().toISOString(),
    version: "5.3",
  };
  const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
  return { id, frames: [delimiter, sign(key, parts), ...parts] };
}

/**
 * Reads the frames of one message.
 *
 * @throws Error where the delimiter is missing, the signature is not the key's, or a part is no JSON object.
 */
export function decodeMessage(key: string, frames: readonly Buffer[]): JupyterMessage {
  const start = frames.findIndex((frame) => frame.toString() === delimiter);
  if (start < 0) throw new Error("The kernel sent a message without a delimiter.");
  const [signature, ...parts] = frames.slice(start + 1);
  if (signature?.toString() !== sign(key, parts))
    throw new Error("The kernel sent a wrongly signed message.");
  const [header, parent, , content] = parts.slice(0, 4).map(fields);
  if (!header || !parent || !content) throw new Error("The kernel sent a message that is cut short.");
  return { header: header as JupyterMessage["header"], parent, content };
}

function fields(part: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(part.toString());
  } catch (cause) {
    throw new Error("The kernel sent a message that is not JSON.", { cause });
  }
  if (!(value instanceof Object) || Array.isArray(value))
    throw new Error("The kernel sent a message whose parts are not JSON objects.");
  return value as Record<string, unknown>;
}
