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
  readonly commits: boolean;
  readonly files: boolean;
  readonly cards: boolean;
  readonly perSecond: { readonly api: number; readonly resolve: number };
  readonly secondsPerPage: number;
}

/** Of packed answers, as measured on the archives of 2022 to 2024: a list row, a commit list, a history's files, a card. */
const bytesOf = { row: 150, info: 2500, commits: 900, files: 700, card: 2500 };
/** Models with more than one page of commits are under one in a thousand; a clone takes three requests. */
const requestsOf = { commits: 1.001, files: 3, card: 1 };

export function estimateCrawl(input: EstimateInput): CrawlEstimate {
  const { models, modelsFrom, detailed, pagesLeft, infos, perSecond } = input;
  const of = (wanted: boolean, each: number) => (wanted ? Math.ceil(detailed * each) : 0);
  const detailApi = infos + of(input.commits, requestsOf.commits);
  const resolve = of(input.files, requestsOf.files) + of(input.cards, requestsOf.card);
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
        detailed *
          ((input.commits ? bytesOf.commits : 0) +
            (input.files ? bytesOf.files : 0) +
            (input.cards ? bytesOf.card : 0)),
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
