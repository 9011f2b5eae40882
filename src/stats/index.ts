export { type Arrival, additionsByAge } from "./additions-by-age.js";
export { adjustedRand } from "./adjusted-rand.js";
export { benjaminiHochberg } from "./benjamini-hochberg.js";
export { binomialDeviate } from "./binomial-deviate.js";
export { bootstrap } from "./bootstrap.js";
export type { BootstrapEstimate, BootstrapOptions } from "./bootstrap-interval.js";
export { type BootstrapRowsOptions, bootstrapRows } from "./bootstrap-rows.js";
export { type ChiSquareResult, chiSquare } from "./chi-square.js";
export { type CliffsDelta, cliffsDelta } from "./cliffs-delta.js";
export { type ClusteredAgreement, clusteredAgreement } from "./clustered-agreement.js";
export { clusteredShare } from "./clustered-share.js";
export { type ClusteredCases, clusteredShareRatio } from "./clustered-share-ratio.js";
export { type CohensKappa, cohensKappa } from "./cohens-kappa.js";
export { type Commonest, commonest } from "./commonest.js";
export {
  type ComparedLaw,
  type CompareGrowthOptions,
  compareGrowth,
  type GrowthComparison,
  type GrowthScore,
} from "./compare-growth.js";
export { comparePowerLaw, type PowerLawRival } from "./compare-power-law.js";
export { type Concentration, concentration } from "./concentration.js";
export type { Correlation } from "./correlation.js";
export type { CountErrors } from "./count-errors.js";
export { cumulativeFit } from "./cumulative-fit.js";
export { type DiscreteHazardOptions, type DiscreteHazardResult, discreteHazard } from "./discrete-hazard.js";
export { distinctInSamples } from "./distinct-in-samples.js";
export { diversity } from "./diversity.js";
export { type DoublingTime, type DoublingTimeOptions, doublingTime } from "./doubling-time.js";
export { effectiveNumber } from "./effective-number.js";
export type { Estimate } from "./estimate.js";
export { fitCitation } from "./fit-citation.js";
export { fitExponential } from "./fit-exponential.js";
export { fitLinear } from "./fit-linear.js";
export { fitLogistic } from "./fit-logistic.js";
export { fitPower, type PowerGrowthOptions } from "./fit-power.js";
export { fitPowerLaw, type PowerLaw, type PowerLawOptions } from "./fit-power-law.js";
export { type FollowedAdditions, type FollowOptions, followAdditions } from "./follow-additions.js";
export { type GiniOptions, gini } from "./gini.js";
export { groupBy } from "./group-by.js";
export { type GroupAgainstRest, groupsAgainstRest } from "./groups-against-rest.js";
export type { GrowthFit, GrowthLaw, GrowthOptions, GrowthParameter } from "./growth-fit.js";
export {
  type GrowthAnalysis,
  type GrowthMultiverseOptions,
  growthMultiverse,
} from "./growth-multiverse.js";
export { halfYears } from "./half-years.js";
export { herfindahl } from "./herfindahl.js";
export { holm } from "./holm.js";
export { hurwitzZeta } from "./hurwitz-zeta.js";
export { jaccard } from "./jaccard.js";
export { type JudgedPowerLaw, judgePowerLaw } from "./judge-power-law.js";
export { kaplanMeier, type SurvivalCurve } from "./kaplan-meier.js";
export { kendall } from "./kendall.js";
export { type KMeansOptions, type KMeansResult, kmeans } from "./kmeans.js";
export { type KolmogorovSmirnovResult, kolmogorovSmirnov } from "./kolmogorov-smirnov.js";
export { type KruskalWallisResult, kruskalWallis } from "./kruskal-wallis.js";
export { levelIndicators } from "./level-indicators.js";
export { type LogRankResult, logRank } from "./log-rank.js";
export { type LogRankPair, logRankPairs } from "./log-rank-pairs.js";
export {
  type LogisticCoefficient,
  type LogisticRegressionResult,
  logisticRegression,
} from "./logistic-regression.js";
export { type LorenzCurve, lorenz } from "./lorenz.js";
export { type MannKendallOptions, type MannKendallResult, mannKendall } from "./mann-kendall.js";
export { type MannWhitneyOptions, type MannWhitneyResult, mannWhitney } from "./mann-whitney.js";
export { mean } from "./mean.js";
export { meanDifference } from "./mean-difference.js";
export { meanInterval } from "./mean-interval.js";
export { meanRatio } from "./mean-ratio.js";
export { median } from "./median.js";
export type { Numbers } from "./numbers.js";
export { type OddsTrend, oddsTrends } from "./odds-trends.js";
export { type OlsResult, ols } from "./ols.js";
export { type PageTrendResult, pageTrend } from "./page-trend.js";
export { type PairShare, pairShares } from "./pair-shares.js";
export { pearson } from "./pearson.js";
export { poolSmall } from "./pool-small.js";
export { powerLawDeviates } from "./power-law-deviates.js";
export {
  type PowerLawGoodness,
  type PowerLawGoodnessOptions,
  powerLawGoodness,
} from "./power-law-goodness.js";
export { probabilityAbove } from "./probability-above.js";
export { quantile, quantiles } from "./quantile.js";
export { type Random, random } from "./random.js";
export { ranks } from "./ranks.js";
export { type RateDifference, type RatePair, rateDifferences } from "./rate-differences.js";
export { ratioOfSums } from "./ratio-of-sums.js";
export type { Coefficient, RegressionOptions } from "./regression.js";
export { restrictedMean } from "./restricted-mean.js";
export { type CohortCount, type Retention, retention } from "./retention.js";
export { type SeriesTrend, seriesTrends } from "./series-trends.js";
export { shannonEntropy } from "./shannon-entropy.js";
export { type Share, share } from "./share.js";
export { shareRatio } from "./share-ratio.js";
export { type Silhouette, type SilhouetteOptions, silhouette } from "./silhouette.js";
export { spearman } from "./spearman.js";
export { spearmanWithin } from "./spearman-within.js";
export { type StratifiedCase, type StratifiedMean, stratifiedMean } from "./stratified-mean.js";
export { survivalAt } from "./survival-at.js";
export { topShare } from "./top-share.js";
export { type ValueCounts, valueCounts } from "./value-counts.js";
export { type WilcoxonSignedRankResult, wilcoxonSignedRank } from "./wilcoxon-signed-rank.js";
export { zScores } from "./z-scores.js";
export { zeroShare } from "./zero-share.js";
