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

/** Reads the frames of one message. Throws where the delimiter is missing or the signature is not the key's. */
export function decodeMessage(key: string, frames: readonly Buffer[]): JupyterMessage {
  const start = frames.findIndex((frame) => frame.toString() === delimiter);
  if (start < 0) throw new Error("The kernel sent a message without a delimiter.");
  const [signature, ...parts] = frames.slice(start + 1);
  if (signature?.toString() !== sign(key, parts))
    throw new Error("The kernel sent a wrongly signed message.");
  const [header, parent, , content] = parts.slice(0, 4).map((part) => JSON.parse(part.toString()));
  return { header, parent, content };
}
