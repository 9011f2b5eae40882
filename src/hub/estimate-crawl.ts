/** What a crawl will take, told before it starts. */
export interface CrawlEstimate {
  /** Models on the list, and how that is known. */
  readonly models: number;
  readonly modelsFrom: "list" | "limit" | "file" | "assumption";
  /** Models whose commits, files or cards are asked for. */
  readonly detailed: number;
  /** Requests by budget, git's own included in resolve. */
  readonly requests: { readonly api: number; readonly resolve: number };
  /** Requests a second that the Hub allows at present. */
  readonly perSecond: { readonly api: number; readonly resolve: number };
  /** The list is read page after page; the rest runs on both budgets at once. */
  readonly seconds: number;
  readonly diskBytes: number;
}

export interface EstimateInput {
  readonly models: number;
  readonly modelsFrom: CrawlEstimate["modelsFrom"];
  readonly detailed: number;
  readonly pagesLeft: number;
  readonly infos: number;
  /** Models of which each is still to be asked for. */
  readonly commits: number;
  readonly files: number;
  readonly cards: number;
  readonly perSecond: { readonly api: number; readonly resolve: number };
  readonly secondsPerPage: number;
}

/**
 * Bytes on disk of a row of the list, and of an answer about one model with its share of the tables. Such an answer has a
 * file of its own, at least a block of 4 KiB, and a line of about a kilobyte in the journals.
 */
const bytesOf = { row: 250, info: 6500, commits: 6000, files: 6000, card: 6500 };
/** Models with more than one page of commits are under one in a thousand; a clone takes three requests. */
const requestsOf = { commits: 1.001, files: 3, card: 1 };

export function estimateCrawl(input: EstimateInput): CrawlEstimate {
  const { models, modelsFrom, detailed, pagesLeft, infos, commits, files, cards, perSecond } = input;
  const detailApi = infos + Math.ceil(commits * requestsOf.commits);
  const resolve = files * requestsOf.files + cards * requestsOf.card;
  return {
    models,
    modelsFrom,
    detailed,
    requests: { api: pagesLeft + detailApi, resolve },
    perSecond,
    seconds: Math.ceil(
      pagesLeft * Math.max(1 / perSecond.api, input.secondsPerPage) +
        Math.max(detailApi / perSecond.api, resolve / perSecond.resolve),
    ),
    diskBytes: Math.ceil(
      models * bytesOf.row +
        infos * bytesOf.info +
        commits * bytesOf.commits +
        files * bytesOf.files +
        cards * bytesOf.card,
    ),
  };
}

/** The estimate as one sentence. */
export function describeEstimate(estimate: CrawlEstimate): string {
  const { models, modelsFrom, detailed, requests, seconds, diskBytes } = estimate;
  const number = (value: number) => value.toLocaleString("en");
  const known = {
    list: "by the list",
    limit: "as asked",
    file: "by the file",
    assumption: "assumed, the Hub does not tell",
  }[modelsFrom];
  const details = detailed ? `, ${number(detailed)} of them in detail` : "";
  return (
    `${number(models)} models (${known})${details}: ${number(requests.api)} API and ${number(requests.resolve)} file ` +
    `requests, about ${duration(seconds)} at the Hub's present limits, about ${number(Math.max(1, Math.round(diskBytes / 1e6)))} MB.`
  );
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${(seconds / 3600).toFixed(1)} h` : `${(seconds / 86_400).toFixed(1)} days`;
}
