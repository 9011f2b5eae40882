import { describe, expect, it } from "vitest";
import { decodeMessage, encodeRequest } from "../../src/study/jupyter-message.js";

const frames = (key: string) => {
  const { frames } = encodeRequest(key, "s", "execute_request", { code: "1 + 1 // naïve 🤗" });
  return frames.map((frame) => Buffer.from(frame));
};

describe("messages", () => {
  it("are read back as they were written, behind routing frames", () => {
    const message = decodeMessage("key", [Buffer.from("identity"), ...frames("key")]);
    expect(message).toMatchObject({
      header: { msg_type: "execute_request", session: "s" },
      content: { code: "1 + 1 // naïve 🤗" },
    });
  });

  it("are signed: the known HMAC-SHA256 of RFC 4231, test case 2", () => {
    // key "Jefe", text "what do ya want for nothing?", split over the four parts as the protocol hashes them
    const parts = ["what do ya ", "want ", "for ", "nothing?"].map((part) => Buffer.from(part));
    const signature = Buffer.from("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    // The signature holds, so what fails is the JSON.
    expect(() => decodeMessage("Jefe", [Buffer.from("<IDS|MSG>"), signature, ...parts])).toThrow(/not JSON/);
  });

  it("are refused where the key is another, a part was changed or the delimiter is missing", () => {
    expect(() => decodeMessage("other", frames("key"))).toThrow(/wrongly signed/);
    const changed = frames("key");
    changed[5] = Buffer.from(`{"code":"2"}`);
    expect(() => decodeMessage("key", changed)).toThrow(/wrongly signed/);
    expect(() => decodeMessage("key", frames("key").slice(1))).toThrow(/delimiter/);
  });
});
