/**
 * Accounts on the Hub that act by program: the conversion bot SFconvertbot, the account `system` that writes
 * "initial commit", librarian-bot and leaderboard-pr-bot, AutoTrain and AutoNLP, GitHub's `name[bot]`, and names that
 * end in "bot" set off by a hyphen, an underscore or camel case. Names that merely contain the letters (robot, abbott,
 * botong) are people. Both RE2 and JavaScript read the pattern; it is meant for the name as written, untrimmed.
 */
export const botPattern =
  "^(system|hf-transformers-bot|[Rr]e[Nn]ovate|dependabot|github-actions|semantic-release|web-flow|pre-commit-ci|leaderboard-pr-bot|librarian-bots?|parquet-converter|auto(train|nlp|-?evaluator)([ _-].*)?|Auto(Train|NLP|Evaluator|train|nlp)([ _-].*)?|SFconvertbot|sfconvertbot|.*\\[bot\\]|.*[-_. ][Bb][Oo][Tt]s?([-_. ]?[0-9]+)?|.*[a-z0-9]Bot|.*convert[-_]?bot|[Bb]ot[-_ ].*)$";

const bot = new RegExp(botPattern);

/** Whether a user name is that of a known bot or system account, by name alone. An empty name is not. */
export function isBot(userName: string): boolean {
  return bot.test(userName.trim());
}
