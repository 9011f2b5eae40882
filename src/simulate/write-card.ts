import { type Random, random } from "../stats/index.js";
import { pick } from "./chance.js";
import type { ModelPlan } from "./plan-model.js";
import type { HubSettings } from "./settings.js";
import { backgroundShare, type Topic } from "./topics.js";

export interface PlantedCard {
  /** Without front matter. */
  readonly text: string;
  readonly frontMatter: Readonly<Record<string, unknown>> | null;
}

/** Sections of a written card and the chance of each; "high" models fill each with more. */
export const cardSections: readonly { readonly heading: string; readonly chance: number }[] = [
  { heading: "Model Description", chance: 0.9 },
  { heading: "Intended Uses & Limitations", chance: 0.5 },
  { heading: "How to Get Started with the Model", chance: 0.45 },
  { heading: "Training Data", chance: 0.6 },
  { heading: "Training Procedure", chance: 0.75 },
  { heading: "Evaluation Results", chance: 0.35 },
  { heading: "Bias, Risks, and Limitations", chance: 0.25 },
  { heading: "Environmental Impact", chance: 0.06 },
  { heading: "Citation", chance: 0.2 },
];

// "*" stands for a content word.
const sentences = [
  "The * of this * is about * and *.",
  "It was made for * with a * from our *.",
  "We use a * to find the * in each *, and then the *.",
  "Every * has its own * and some * of the *.",
  "With more * the * gets better at *.",
  "This * should not be used for * or * without a *.",
  "Both * and * are part of the *.",
  "You can give it a * and it will return the * of the *.",
  "Between the * and the * there is a * that we did not *.",
  "Most of the * comes from * and *.",
].map((sentence) => sentence.split("*"));

/** Draws words from a topic by its cumulative probabilities. */
function sampler({ words, probabilities }: Topic): (random: Random) => string {
  const cumulative: number[] = [];
  let total = 0;
  for (const probability of probabilities) {
    total += probability;
    cumulative.push(total);
  }
  return (random) => {
    const u = random.next() * total;
    // The first word whose bound is above u.
    let low = 0;
    let high = words.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (u < cumulative[middle]!) high = middle;
      else low = middle + 1;
    }
    return words[low]!;
  };
}

/** Writes cards from planted topics. */
export function cardWriter(settings: HubSettings, topics: readonly Topic[], background: Topic) {
  const samplers = topics.map(sampler);
  const shared = sampler(background);

  function words(plan: ModelPlan, chance: Random): () => string {
    return () => {
      if (chance.next() < backgroundShare) return shared(chance);
      let left = chance.next();
      for (let t = 0; t < samplers.length; t++) {
        left -= plan.topicMixture[t]!;
        if (left < 0) return samplers[t]!(chance);
      }
      return samplers[plan.topicMixture.findIndex((weight) => weight > 0)]!(chance);
    };
  }

  function paragraph(word: () => string, count: number, chance: Random): string {
    const written = Array.from({ length: count }, () => {
      const [first, ...rest] = pick(sentences, chance);
      return rest.reduce((text, part) => text + word() + part, first!);
    });
    return written.join(" ");
  }

  /** The card of a planned model, or null where it has none. */
  return (plan: ModelPlan): PlantedCard | null => {
    if (plan.cardKind === "none") return null;
    const chance = random(`${settings.seed}/card/${plan.index}`);
    const word = words(plan, chance);
    const frontMatter = chance.next() < 0.85 ? frontMatterOf(plan, chance) : null;
    const title = `# ${plan.name}`;
    switch (plan.cardKind) {
      case "empty-template":
        return { text: [title, ...emptyTemplate].join("\n\n"), frontMatter };
      case "generated-by-trainer":
        return { text: trainerCard(plan, title, chance), frontMatter };
      case "generated-for-adapter":
        return {
          text: [
            title,
            `These are LoRA adaption weights for ${plan.parent?.id ?? plan.architecture}.`,
            paragraph(word, 2, chance),
          ].join("\n\n"),
          frontMatter,
        };
      case "generated-for-agent":
        return {
          text: [
            `# **${plan.architecture}** Agent playing **${word()}**`,
            `This is a trained model of a **${plan.architecture}** agent playing **${word()}**, made with ${plan.library}.`,
            "## Usage",
            "TODO: Add your code",
          ].join("\n\n"),
          frontMatter,
        };
      default: {
        const parts = [title, paragraph(word, 2 + chance.poisson(1), chance)];
        for (const { heading, chance: share } of cardSections) {
          if (chance.next() >= share) continue;
          parts.push(`## ${heading}`);
          if (heading.startsWith("How to")) parts.push(codeExample(plan));
          else if (heading === "Citation") parts.push(citation(plan, word));
          else parts.push(paragraph(word, 1 + chance.poisson(plan.status === "high" ? 5 : 2.5), chance));
        }
        return { text: parts.join("\n\n"), frontMatter };
      }
    }
  };
}

const more = "[More Information Needed]";
const emptyTemplate = [
  "<!-- Provide a quick summary of what the model is/does. -->",
  "## Model Details",
  `- **Developed by:** ${more}\n- **Model type:** ${more}\n- **License:** ${more}`,
  "## Uses",
  `### Direct Use\n\n${more}`,
  "## Bias, Risks, and Limitations",
  more,
  "## Training Details",
  more,
  "## Evaluation",
  more,
  "## Environmental Impact",
  more,
];

function trainerCard(plan: ModelPlan, title: string, chance: Random): string {
  const number = (digits: number) => chance.next().toFixed(digits);
  return [
    "<!-- This model card has been generated automatically according to the information the Trainer had access to. -->",
    title,
    `This model is a fine-tuned version of ${plan.parent?.id ?? plan.architecture} on ${plan.datasets[0] ?? "an unknown dataset"}.`,
    `- Loss: ${number(4)}\n- Accuracy: ${number(4)}`,
    "## Model description\n\nMore information needed",
    "## Intended uses & limitations\n\nMore information needed",
    "## Training procedure",
    `- learning_rate: ${pick(["1e-05", "2e-05", "5e-05", "0.0001"], chance)}\n- batch size: ${2 ** (2 + chance.int(4))}\n- num_epochs: ${1 + chance.int(10)}`,
  ].join("\n\n");
}

function codeExample(plan: ModelPlan): string {
  return `\`\`\`python\nfrom ${(plan.library ?? "torch").replaceAll("-", "_")} import load\n\nmodel = load("${plan.id}")\nprint(model("..."))\n\`\`\``;
}

function citation(plan: ModelPlan, word: () => string): string {
  const year = new Date(plan.createdMs).getUTCFullYear();
  return `\`\`\`bibtex\n@misc{${plan.architecture}${year},\n  title = {${plan.architecture}: ${word()} and ${word()}},\n  year = {${year}}\n}\n\`\`\``;
}

function frontMatterOf(plan: ModelPlan, chance: Random): Record<string, unknown> {
  const { languages, datasets, co2Grams, parent } = plan;
  return {
    ...(languages.length ? { language: languages.length === 1 ? languages[0] : languages } : {}),
    ...(plan.licence ? { license: plan.licence } : {}),
    ...(plan.library ? { library_name: plan.library } : {}),
    ...(plan.statesTask ? { pipeline_tag: plan.task } : {}),
    ...(plan.adult && chance.next() < notForAllShare
      ? { tags: [plan.architecture, notForAll] }
      : { tags: [plan.architecture] }),
    ...(datasets.length ? { datasets } : {}),
    ...(parent?.declared ? { base_model: parent.id } : {}),
    ...(co2Grams === null ? {} : { co2_eq_emissions: { emissions: co2Grams } }),
  };
}

export const notForAll = "not-for-all-audiences";
/** Share of cards of adult themes that say so in a tag. */
export const notForAllShare = 0.7;
