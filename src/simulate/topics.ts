import { wordMaker } from "./names.js";

interface Theme {
  readonly name: string;
  readonly words: string;
}

/** What cards speak of. Words are listed by falling weight; each theme also gets words of its own invention. */
const themes: readonly Theme[] = [
  {
    name: "translation",
    words:
      "translation language sentence parallel corpus bilingual source target dialect alignment translator grammar script fluent idiom multilingual vernacular glossary phrase regional spelling orthography linguist proverb",
  },
  {
    name: "dialogue",
    words:
      "chat conversation assistant reply dialogue instruction persona prompt turn question answer helpful friendly roleplay response user companion story character memory greeting banter etiquette narrator",
  },
  {
    name: "sentiment",
    words:
      "sentiment review label opinion class positive negative emotion tweet toxicity sarcasm stance customer complaint rating polarity headline irony praise mood annotator survey feedback product",
  },
  {
    name: "image-style",
    words:
      "style painting image portrait sketch palette brush artist canvas lighting watercolor anime texture render scenery costume illustration colour shading mural poster ink pastel gallery",
  },
  {
    name: "objects",
    words:
      "object scene camera detection box pixel street vehicle segmentation satellite crop bird leaf pedestrian aerial drone fruit insect roof traffic horizon contour landmark road",
  },
  {
    name: "speech",
    words:
      "speech audio speaker voice transcript phoneme recording accent noise microphone pitch melody song podcast hour sampling utterance whisper choir radio syllable tempo drum vowel",
  },
  {
    name: "games",
    words:
      "agent reward episode policy environment game level action opponent maze lander walker race jump obstacle arena score puzzle exploration chess ball robot gripper corridor",
  },
  {
    name: "finance",
    words:
      "table column price market invoice stock forecast ledger customer churn credit revenue season demand budget receipt loan bond dividend quarter insurer fraud tariff audit",
  },
  {
    name: "medicine",
    words:
      "patient clinical disease protein hospital diagnosis radiology gene drug symptom therapy tissue cell biopsy nurse dosage anatomy trial pathology vaccine enzyme cohort surgeon scan",
  },
  {
    name: "programming",
    words:
      "code function program compiler snippet repository bug python syntax refactor library variable loop test notebook shell query docstring interface package recursion parser branch debugger",
  },
  {
    name: "adult",
    words:
      "adult mature explicit uncensored nsfw romance sensual intimate lewd fantasy seductive kink lingerie taboo passion desire flirt steamy boudoir erotic provocative uninhibited lust bedroom",
  },
  {
    name: "deployment",
    words:
      "quantized memory inference bits latency throughput kernel device gpu cpu conversion precision runtime server batch offload cache layer format loader laptop phone thread bandwidth",
  },
];

const backgroundWords =
  "model training dataset data learning task parameters evaluation results version layers examples performance weights network accuracy loss batch epochs rate tokens research release method".split(
    " ",
  );

/** Invented words that each theme gets beside its own. */
const inventedWords = 16;
/** Weight of a topic's word of rank k is 1 / (k + rankShift). */
export const rankShift = 2.5;
/** Share of a card's content words that come from the words all cards share. */
export const backgroundShare = 0.25;

export interface Topic {
  readonly name: string;
  readonly words: readonly string[];
  readonly probabilities: readonly number[];
}

function topic(name: string, words: readonly string[]): Topic {
  const weights = words.map((_, rank) => 1 / (rank + rankShift));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { name, words, probabilities: weights.map((weight) => weight / total) };
}

/** The planted topics, and the words that all cards share. */
export function plantTopics(seed: number): { topics: readonly Topic[]; background: Topic } {
  const word = wordMaker(seed, "topics");
  const endings = ["ing", "ment", "ic", "or", "ist", "ive", "ness", "al"];
  const topics = themes.map(({ name, words }, t) => {
    const own = words.split(" ");
    const invented = Array.from(
      { length: inventedWords },
      (_, k) => `${word(t * inventedWords + k).slice(0, -1)}${endings[k % endings.length]}`,
    );
    // Invented words take every third place, so that they matter.
    const mixed: string[] = [];
    while (own.length || invented.length) mixed.push(...own.splice(0, 2), ...invented.splice(0, 1));
    return topic(name, [...new Set(mixed)]);
  });
  return { topics, background: topic("background", backgroundWords) };
}

export const topicNames: readonly string[] = themes.map(({ name }) => name);
export const adultTopic = topicNames.indexOf("adult");
