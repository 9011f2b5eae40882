export { adultWords } from "./adult-words.js";
export { architectureTags } from "./architecture-tags.js";
export { assignPairs } from "./assign-pairs.js";
export { baseWords } from "./base-words.js";
export { buildVocabulary, type Vocabulary, type VocabularyOptions } from "./build-vocabulary.js";
export { type BurstsBeyondChance, burstsBeyondChance, type NamedBurst } from "./bursts-beyond-chance.js";
export {
  type CardHeading,
  type CardSection,
  cardHeadings,
  cardSection,
  cardSections,
} from "./card-headings.js";
export { cardSectionWords } from "./card-section-words.js";
export { type CardTemplate, cardTemplate, cardTemplates } from "./card-template.js";
export { chooseTopicCount, type TopicCount, type TopicCountOptions } from "./choose-topic-count.js";
export { type CleanCard, type CleanCardOptions, cleanCard } from "./clean-card.js";
export { countTerms, sparseRows, type TermCounts, takeDocuments } from "./count-terms.js";
export { countWords } from "./count-words.js";
export { type ElementUse, elementUses } from "./element-uses.js";
export { expDigamma } from "./exp-digamma.js";
export { familyRates } from "./family-rates.js";
export { type FilledSection, filledSections, mainSections } from "./filled-sections.js";
export { type Burst, type BurstOptions, findBursts } from "./find-bursts.js";
export { findThemes, type Theme, type Themes, type ThemesOptions } from "./find-themes.js";
export { fitLda, type LdaOptions } from "./fit-lda.js";
export { guessLanguage, type LanguageGuess } from "./guess-language.js";
export { type InferTopicsOptions, inferTopics, inferWeights } from "./infer-topics.js";
export { jensenShannon } from "./jensen-shannon.js";
export { languageCodes } from "./language-codes.js";
export { type LdaModel, termShares } from "./lda-model.js";
export { ldaPerplexity } from "./lda-perplexity.js";
export { matchTopics, type TopicMatch } from "./match-topics.js";
export { type DeclaredField, declaredFields, metadataCompleteness } from "./metadata-completeness.js";
export { modelSize, type NamedSize } from "./model-size.js";
export { type NameElement, nameElementRules, nameElements } from "./name-elements.js";
export { type NameVariant, nameVariants, variantsOfName } from "./name-variant.js";
export { compareVersions, type NamedVersion, nameVersion, versionStep } from "./name-version.js";
export { rareAndShort } from "./rare-and-short.js";
export { type NamePart, namePattern, type ReadNameOptions, readModelName } from "./read-model-name.js";
export { type CardProse, readProse } from "./read-prose.js";
export { removedByCleaning } from "./removed-by-cleaning.js";
export { sectionLengthRatio } from "./section-length-ratio.js";
export { sectionOdds } from "./section-odds.js";
export { type SplitCard, splitFrontMatter } from "./split-front-matter.js";
export { stripMarkup } from "./strip-markup.js";
export { summariseTags, type TagSummary, type TagUses } from "./summarise-tags.js";
export { type FamilyOfTag, type TagFamily, tagFamilies, tagFamily } from "./tag-family.js";
export { englishStopWords, type TokeniseOptions, tokenise } from "./tokenise.js";
export { type TopTerm, topTerms } from "./top-terms.js";
export { topicCoherence } from "./topic-coherence.js";
export { type VersionChange, versionChanges } from "./version-changes.js";
export {
  type Release,
  type VersionedRelease,
  type VersionPair,
  type VersionSeries,
  type VersionStepFound,
  versionPairs,
  versionSeries,
  versionSteps,
} from "./version-series.js";
