import { describe, expect, it } from "vitest";
import { botPattern, isBot } from "../../src/classify/is-bot.js";

describe("isBot", () => {
  it.each([
    "SFconvertbot",
    "system",
    "librarian-bot",
    "leaderboard-pr-bot",
    "dependabot[bot]",
    "modelBot",
    "my_bot",
  ])("knows the bot %s", (name) => expect(isBot(name)).toBe(true));
  it.each(["", "alice", "robotics-lab", "abbott", "botong", "robot", "systematic", "Talbot", "system-lab"])(
    "takes %j for a person or an organisation",
    (name) => expect(isBot(name)).toBe(false),
  );
  it("uses only what RE2 also reads", () => expect(botPattern).not.toMatch(/\(\?|\\[1-9bB]/));
});
