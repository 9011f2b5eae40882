export type { Clock } from "./clock.js";
export { type CrawlOptions, type CrawlProgress, type CrawlSummary, crawl } from "./crawl.js";
export { drawSample, type SampledModel, type SampleFrameRow } from "./draw-sample.js";
export { type CrawlEstimate, describeEstimate } from "./estimate-crawl.js";
export type { FailureReason } from "./failure.js";
export type { GitOptions } from "./git-history.js";
export { HubError } from "./hub-error.js";
export {
  type BudgetName,
  GaveUp,
  type GetOptions,
  type GiveUpReason,
  type HubAnswer,
  PoliteFetch,
  type PoliteFetchOptions,
} from "./polite-fetch.js";
export type { Budget, BudgetStatus } from "./rate-budget.js";
export type { RequestLimits, Transport, WireAnswer, WireRequest } from "./transport.js";
