import type { CommitText } from "./commit-kind.js";
import {
  conceptByWord,
  concepts,
  fileConceptByEnding,
  fileConceptByName,
  fileConcepts,
} from "./commit-lexicon.js";
import { type FileRole, fileRole } from "./file-role.js";

/** Longest part of a title and of a message that is read, in UTF-16 code units: what lies behind says no more about the intent and could be megabytes. */
export const titleCap = 400;
export const messageCap = 4000;
const filesCap = 200;

/** Kinds of feature; a group's n-grams share one unit of length, so that a long title does not outvote a clear one. */
export const featureGroups = ["word", "characters", "concept", "convention", "body", "files"] as const;
const WORD = 0;
const CHAR = 1;
const CONCEPT = 2;
const RULE = 3;
const BODY = 4;
const FILES = 5;
/** Groups whose weights are divided by the square root of the group's number of features. */
export const normalisedGroups: readonly boolean[] = [true, true, false, false, true, false];

/** The Hub's conventions and other marks that are not words, in words. */
export const conventions = [
  'the title ends in a pull-request number like "(#12)"',
  "the message goes on after the title",
  "the message lists the commits of a squashed pull request",
  "the message has a co-author trailer",
  "the co-author is the conversion bot SFconvertbot",
  "the co-author is a bot",
  'the title says "with git-lfs"',
  'the title says "huggingface_hub"',
  "the title names a model class, like BertForMaskedLM",
  "the title names two or more files",
  "the title is in Chinese, Japanese or Korean script",
  "the title is one word",
  "the title has more than eight words",
  "the title holds no letters",
  "it is the first commit of the repository",
  "it is the second or third commit of the repository",
  "it is the fourth to tenth commit of the repository",
  "it comes after the tenth commit of the repository",
  "its position in the repository is unknown",
  'the title has the form "part: what was done"',
  "the title is a single file name or path",
  "the title is a version number or name with digits",
  "every word of the title is known to the lexicon",
  "no word of the title is known to the lexicon",
  "the title names a variable or function, like pad_token_id",
] as const;
type Convention = number;
const [
  PR,
  BODIED,
  SQUASH,
  COAUTHOR,
  SFBOT,
  BOTAUTHOR,
  LFS,
  HUBLIB,
  CLASS,
  MANYFILES,
  CJK,
  ONEWORD,
  LONG,
  EMPTY,
  POS1,
  POS3,
  POS10,
  POSLATE,
  POSUNKNOWN,
  SCOPED,
  FILEONLY,
  DIGITS,
  ALLKNOWN,
  NONEKNOWN,
  IDENTIFIER,
] = conventions.map((_, number) => number) as [
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
  Convention,
];

const NS = {
  word: 0x1b873593,
  pair: 0x27d4eb2f,
  chars: 0x165667b1,
  concept: 0x3c6ef372,
  conceptPair: 0x5bd1e995,
  first: 0x7f4a7c15,
  whole: 0x2545f491,
  rule: 0x6c078965,
  body: 0x4cf5ad43,
  bodyConcept: 0x38b34ae5,
  ending: 0x61c88647,
  fileName: 0x0e6546b6,
  inFile: 0x1f83d9ab,
  role: 0x5be0cd19,
  onlyRole: 0x428a2f98,
  bodyPair: 0x71374491,
  thing: 0x59f111f1,
} as const;
const FNV = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

function mixed(hash: number, namespace: number): number {
  let z = Math.imul(hash ^ namespace, 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 15), 0x2c1b3c6d);
  return z ^ (z >>> 13);
}

/** Character classes of the Basic Multilingual Plane below U+0100; the rest by range. */
const SEPARATOR = 0;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;
const JOINER = 4;
const CJK_LETTER = 5;
const classes = new Uint8Array(256);
for (let c = 97; c <= 122; c++) classes[c] = LOWER;
for (let c = 65; c <= 90; c++) classes[c] = UPPER;
for (let c = 48; c <= 57; c++) classes[c] = DIGIT;
for (const joiner of "_-./'+") classes[joiner.charCodeAt(0)] = JOINER;
for (let c = 0xc0; c <= 0xff; c++)
  classes[c] = c === 0xd7 || c === 0xf7 ? SEPARATOR : c < 0xdf ? UPPER : LOWER;

function classOf(c: number): number {
  if (c < 256) return classes[c]!;
  if (c < 0x2000) return LOWER;
  if ((c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af))
    return CJK_LETTER;
  return SEPARATOR;
}

/** Table from the hash of a word to a small number, open addressing. */
class WordTable {
  readonly #keys: Int32Array;
  readonly #values: Int16Array;
  readonly #mask: number;
  constructor(entries: ReadonlyMap<string, number>) {
    let size = 16;
    while (size < entries.size * 4) size *= 2;
    this.#mask = size - 1;
    this.#keys = new Int32Array(size);
    this.#values = new Int16Array(size).fill(-1);
    for (const [word, value] of entries) {
      const key = hashText(word);
      let slot = mixed(key, 0) & this.#mask;
      while (this.#values[slot] !== -1 && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask;
      this.#keys[slot] = key;
      this.#values[slot] = value;
    }
  }
  get(key: number): number {
    let slot = mixed(key, 0) & this.#mask;
    while (this.#values[slot] !== -1) {
      if (this.#keys[slot] === key) return this.#values[slot]!;
      slot = (slot + 1) & this.#mask;
    }
    return -1;
  }
}

function hashText(text: string): number {
  let hash = FNV;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
}

const wordConcepts = new WordTable(conceptByWord);
const nameConcepts = new WordTable(fileConceptByName);
const endingConcepts = new WordTable(fileConceptByEnding);
/** Concepts that name a thing one can work on, files among them, by number. */
const isThing = [...concepts, ...fileConcepts].map(
  (concept, number) =>
    number >= concepts.length ||
    ["card", "example", "config", "weights", "format", "code", "house"].includes(concept),
);
const FORMAT_WORD = concepts.indexOf("format");
const FORMAT_FILE = concepts.length + fileConcepts.indexOf("format");
const roleNumbers: Record<FileRole, number> = {
  card: 0,
  config: 1,
  weights: 2,
  tokenizer: 3,
  code: 4,
  data: 5,
  media: 6,
  housekeeping: 7,
  other: 8,
};
const roleNames = Object.keys(roleNumbers);

const trailer =
  /^\s*(?:co-authored-by|signed-off-by|reviewed-by|acked-by|tested-by|reported-by|cc|change-id|reviewed-on|git-svn-id)\s*:/i;
const bulletHash = /\([0-9a-f]{40}\)\s?$/;

const capacity = 1 << 14;

/**
 * The features of one commit, as hashes of the n-grams, concepts and conventions in it. One instance is filled again and
 * again, so that reading a title allocates nothing; each feature keeps its span, from which its name can be told.
 * Work is linear in the text up to `titleCap` and `messageCap` and bounded beyond.
 */
export class CommitFeatures {
  readonly hashes = new Int32Array(capacity);
  readonly groups = new Uint8Array(capacity);
  readonly #namespaces = new Int32Array(capacity);
  readonly #starts = new Int32Array(capacity);
  readonly #ends = new Int32Array(capacity);
  count = 0;
  /** Letters and digits of the title; 0 where there is nothing to read. */
  letters = 0;
  readonly #text = new Uint16Array(2 * (titleCap + messageCap) + 64);
  #length = 0;
  readonly #sequence = new Int32Array(16);
  /** Where in the text each concept of the sequence stands. */
  readonly #conceptStarts = new Int32Array(16);
  readonly #conceptEnds = new Int32Array(16);
  #sequenceLength = 0;
  #words = 0;
  #known = 0;
  #files = 0;

  /** Reads a commit; what was read before is gone. */
  read({ title: rawTitle, message: rawMessage, position, files }: CommitText): void {
    this.count = 0;
    this.letters = 0;
    this.#length = 0;
    this.#sequenceLength = 0;
    this.#words = 0;
    this.#known = 0;
    this.#files = 0;
    let title = rawTitle ?? "";
    let message = rawMessage ?? "";
    if (title.length > titleCap) title = title.slice(0, titleCap + messageCap);
    if (message.length > messageCap) message = message.slice(0, messageCap);
    const newline = title.indexOf("\n");
    if (newline !== -1 || title.length > titleCap) [title, message] = split(title, message);
    else if (message !== "" && title.trim() === "") [title, message] = split(message, "");
    if (title.charCodeAt(title.length - 1) === 41 && /\(#\d+\)$/.test(title)) {
      title = title.slice(0, title.lastIndexOf("(#"));
      this.#rule(PR);
    }
    this.#readTitle(title);
    if (message !== "") this.#readMessage(message, title);
    this.#rule(
      position == null || !(position >= 1)
        ? POSUNKNOWN
        : position === 1
          ? POS1
          : position <= 3
            ? POS3
            : position <= 10
              ? POS10
              : POSLATE,
    );
    if (files && files.length > 0) this.#readFiles(files);
  }

  #emit(base: number, namespace: number, group: number, start: number, end: number): void {
    const i = this.count;
    if (i >= capacity) return;
    this.hashes[i] = mixed(base, namespace);
    this.groups[i] = group;
    this.#namespaces[i] = namespace;
    this.#starts[i] = start;
    this.#ends[i] = end;
    this.count = i + 1;
  }

  #rule(rule: Convention): void {
    this.#emit(rule + 1, NS.rule, RULE, rule, 0);
  }

  #readTitle(title: string): void {
    this.#text[this.#length++] = 32;
    const colon = title.indexOf(":");
    if (colon > 0 && colon < 24 && title.charCodeAt(colon + 1) === 32 && colon + 2 < title.length)
      this.#rule(SCOPED);
    this.#chunks(title, true);
    if (this.letters === 0) this.#rule(EMPTY);
    else if (this.#words + this.#files === 1) this.#rule(this.#files === 1 ? FILEONLY : ONEWORD);
    else if (this.#words > 8) this.#rule(LONG);
    if (this.#files > 1) this.#rule(MANYFILES);
    if (this.#words > 0) {
      if (this.#known === this.#words) this.#rule(ALLKNOWN);
      else if (this.#known === 0) this.#rule(NONEKNOWN);
    }
    if (title.indexOf("git-lfs") !== -1) this.#rule(LFS);
    if (title.indexOf("huggingface_hub") !== -1) this.#rule(HUBLIB);
    this.#conceptFeatures();
  }

  #conceptFeatures(): void {
    const sequence = this.#sequence;
    const n = this.#sequenceLength;
    let whole = FNV;
    for (let i = 0; i < n; i++) {
      const a = sequence[i]!;
      this.#emit(a + 1, NS.concept, CONCEPT, i, 0);
      whole = Math.imul(whole ^ (a + 1), PRIME);
      for (let j = i + 1; j < n; j++) {
        const b = sequence[j]!;
        if (a !== b) this.#emit((a + 1) * 64 + b + 1, NS.conceptPair, CONCEPT, i, j);
      }
    }
    // What the title is about is mostly the first thing that it names.
    for (let i = 0; i < n; i++)
      if (isThing[sequence[i]!]) {
        this.#emit(sequence[i]! + 1, NS.thing, CONCEPT, i, 0);
        break;
      }
    if (n > 0) this.#emit(sequence[0]! + 1, NS.first, CONCEPT, 0, 0);
    if (n > 0 && n <= 4) this.#emit(whole ^ (this.#known === this.#words ? 1 : 0), NS.whole, CONCEPT, n, 0);
  }

  #concept(concept: number, start: number, end: number): void {
    const n = this.#sequenceLength;
    if (n >= this.#sequence.length || (n > 0 && this.#sequence[n - 1] === concept)) return;
    this.#sequence[n] = concept;
    this.#conceptStarts[n] = start;
    this.#conceptEnds[n] = end;
    this.#sequenceLength = n + 1;
  }

  /** Splits a text at spaces and punctuation into chunks: file names, words and parts of words. */
  #chunks(source: string, isTitle: boolean): void {
    const n = source.length;
    const text = this.#text;
    let previousHash = 0;
    let previousStart = -1;
    let previousConceptAt = -1;
    let i = 0;
    while (i < n) {
      let c = source.charCodeAt(i);
      let kind = classOf(c);
      if (kind === SEPARATOR) {
        i++;
        continue;
      }
      // One chunk, normalised into the text buffer: lower case, runs of digits as one 0.
      const start = this.#length;
      let at = start;
      let lastDot = -1;
      let joiners = 0;
      let humps = 0;
      let upper = false;
      let lastKind = SEPARATOR;
      let hasCjk = false;
      let digits = 0;
      const origin = i;
      while (i < n && at - start < 200) {
        c = source.charCodeAt(i);
        kind = classOf(c);
        if (kind === SEPARATOR) break;
        if (kind === DIGIT) {
          digits++;
          this.letters++;
          if (lastKind !== DIGIT) text[at++] = 48;
        } else if (kind === JOINER) {
          if (c === 46) lastDot = at;
          joiners++;
          text[at++] = c;
        } else {
          this.letters++;
          if (kind === UPPER) {
            if (lastKind === LOWER) humps++;
            upper = true;
            text[at++] = c < 128 ? c + 32 : c + 32;
          } else {
            if (kind === CJK_LETTER) hasCjk = true;
            text[at++] = c;
          }
        }
        lastKind = kind;
        i++;
      }
      if (i === origin) {
        i++;
        continue;
      }
      let begin = start;
      let end = at;
      while (end > begin && classOf(text[end - 1]!) === JOINER) end--;
      while (
        begin < end &&
        classOf(text[begin]!) === JOINER &&
        !(text[begin] === 46 && begin + 1 < end && classOf(text[begin + 1]!) === LOWER)
      )
        begin++;
      // A bare ending (".safetensors") is a word; a dotfile (".gitattributes") keeps its dot.
      const attached = origin > 0 && source.charCodeAt(origin - 1) === 41;
      if (text[begin] === 46 && !attached && wordConcepts.get(this.#hash(begin + 1, end)) !== -1) begin++;
      if (begin >= end) continue;
      if (lastDot >= end) lastDot = -1;
      text[end] = 32;
      this.#length = end + 1;
      if (isTitle && upper && humps >= 2 && joiners === 0) this.#rule(CLASS);
      if (isTitle && digits > 0 && joiners > 0 && n < 24) this.#rule(DIGITS);
      if (hasCjk) {
        if (isTitle) this.#rule(CJK);
        this.#cjk(begin, end, isTitle);
        previousStart = -1;
        continue;
      }
      const whole = this.#hash(begin, end);
      if (isTitle && joiners > 0 && snake(text, begin, end)) this.#rule(IDENTIFIER);
      let concept = wordConcepts.get(whole);
      if (
        concept === -1 &&
        lastDot >= begin &&
        end - lastDot <= 15 &&
        classOf(text[lastDot + 1]!) === LOWER
      ) {
        if (this.#file(begin, end, lastDot, isTitle)) {
          previousStart = -1;
          continue;
        }
      }
      if (concept !== -1 || joiners === 0) {
        // The chunk is one word.
        this.#words++;
        if (concept !== -1) this.#known++;
        this.#word(begin, end, whole, isTitle);
        let phrased = false;
        if (previousStart !== -1) {
          let pair = Math.imul(previousHash ^ 32, PRIME);
          for (let k = begin; k < end; k++) pair = Math.imul(pair ^ text[k]!, PRIME);
          this.#emit(pair, isTitle ? NS.pair : NS.bodyPair, isTitle ? WORD : BODY, previousStart, end);
          const phrase = wordConcepts.get(pair);
          if (phrase !== -1) {
            if (concept === -1) this.#known++;
            if (previousConceptAt === -1) this.#known++;
            if (isTitle) {
              if (previousConceptAt !== -1) this.#sequenceLength = previousConceptAt;
              this.#concept(phrase, previousStart, end);
            } else this.#emit(phrase + 1, NS.bodyConcept, BODY, phrase, 0);
            phrased = true;
          }
        }
        previousConceptAt = concept === -1 ? -1 : this.#sequenceLength;
        if (concept !== -1 && !phrased) {
          if (isTitle) this.#concept(concept, begin, end);
          else this.#emit(concept + 1, NS.bodyConcept, BODY, concept, 0);
        }
        previousStart = begin;
        previousHash = whole;
      } else {
        // Parts of a joined chunk: fix-readme, main/model, v2.0.1.
        let from = begin;
        while (from < end) {
          let to = from;
          while (to < end && classOf(text[to]!) !== JOINER) to++;
          if (to > from) {
            const hash = this.#hash(from, to);
            concept = wordConcepts.get(hash);
            this.#words++;
            if (concept !== -1) this.#known++;
            this.#word(from, to, hash, isTitle);
            if (previousStart !== -1) {
              let pair = Math.imul(previousHash ^ 32, PRIME);
              for (let k = from; k < to; k++) pair = Math.imul(pair ^ text[k]!, PRIME);
              this.#emit(pair, isTitle ? NS.pair : NS.bodyPair, isTitle ? WORD : BODY, previousStart, to);
            }
            if (concept !== -1) {
              if (isTitle) this.#concept(concept, from, to);
              else this.#emit(concept + 1, NS.bodyConcept, BODY, concept, 0);
            }
            previousStart = from;
            previousHash = hash;
            previousConceptAt = -1;
          }
          from = to + 1;
        }
      }
    }
  }

  #hash(start: number, end: number): number {
    let hash = FNV;
    for (let k = start; k < end; k++) hash = Math.imul(hash ^ this.#text[k]!, PRIME);
    return hash;
  }

  /** A word and, in titles, its character n-grams of 3 to 5 with the spaces around it. */
  #word(start: number, end: number, hash: number, isTitle: boolean): void {
    if (!isTitle) {
      this.#emit(hash, NS.body, BODY, start, end);
      return;
    }
    this.#emit(hash, NS.word, WORD, start, end);
    const text = this.#text;
    const stop = end + 1;
    for (let a = start - 1; a + 3 <= stop; a++) {
      // The edges read as spaces whatever the joiner was.
      let h = Math.imul(FNV ^ (a < start ? 32 : text[a]!), PRIME);
      h = Math.imul(h ^ text[a + 1]!, PRIME);
      h = Math.imul(h ^ (a + 2 >= end ? 32 : text[a + 2]!), PRIME);
      this.#emit(h, NS.chars, CHAR, a, a + 3);
      if (a + 4 <= stop) {
        h = Math.imul(h ^ (a + 3 >= end ? 32 : text[a + 3]!), PRIME);
        this.#emit(h, NS.chars, CHAR, a, a + 4);
        if (a + 5 <= stop) {
          h = Math.imul(h ^ (a + 4 >= end ? 32 : text[a + 4]!), PRIME);
          this.#emit(h, NS.chars, CHAR, a, a + 5);
        }
      }
    }
  }

  /** Scripts without spaces: every character is a word, every two a pair, and pairs and single characters are looked up. */
  #cjk(start: number, end: number, isTitle: boolean): void {
    const text = this.#text;
    this.#words++;
    let found = false;
    for (let k = start; k < end; k++) {
      const single = this.#hash(k, k + 1);
      this.#emit(single, isTitle ? NS.word : NS.body, isTitle ? WORD : BODY, k, k + 1);
      let h = single;
      for (let to = k + 2; to <= Math.min(end, k + 4); to++) {
        h = Math.imul(h ^ text[to - 1]!, PRIME);
        if (to === k + 2) this.#emit(h, isTitle ? NS.pair : NS.body, isTitle ? WORD : BODY, k, to);
        const concept = wordConcepts.get(h);
        if (concept !== -1) {
          found = true;
          if (isTitle) this.#concept(concept, k, to);
          else this.#emit(concept + 1, NS.bodyConcept, BODY, concept, 0);
        }
      }
    }
    if (found) this.#known++;
  }

  /** A file name: its ending, its whole name and its parts. False where the ending is not a known one. */
  #file(begin: number, end: number, lastDot: number, isTitle: boolean): boolean {
    const text = this.#text;
    let base = end;
    while (base > begin && text[base - 1] !== 47) base--;
    const nameHash = this.#hash(base, end);
    const endingHash = this.#hash(lastDot + 1, end);
    let concept = nameConcepts.get(nameHash);
    if (concept === -1) concept = endingConcepts.get(endingHash);
    if (concept === -1) return false;
    let fileConcept = concepts.length + concept;
    if (!isTitle) {
      this.#emit(fileConcept + 1, NS.bodyConcept, BODY, fileConcept, 0);
      this.#emit(nameHash, NS.body, BODY, base, end);
      return true;
    }
    this.#files++;
    this.#emit(endingHash, NS.ending, WORD, lastDot, end);
    this.#emit(nameHash, NS.fileName, WORD, base, end);
    // Parts of the name: a format named inside it makes the file a converted copy (unet.fp16.safetensors).
    let from = begin;
    let parts = 0;
    while (from < lastDot && parts < 12) {
      let to = from;
      while (to < lastDot && classOf(text[to]!) !== JOINER) to++;
      if (to > from) {
        const hash = this.#hash(from, to);
        this.#emit(hash, NS.inFile, WORD, from, to);
        if (
          wordConcepts.get(hash) === FORMAT_WORD &&
          fileConcept === concepts.length + fileConcepts.indexOf("weights")
        )
          fileConcept = FORMAT_FILE;
        parts++;
      }
      from = to + 1;
    }
    this.#concept(fileConcept, base, end);
    return true;
  }

  #readMessage(message: string, title: string): void {
    const own = title.trim().toLowerCase();
    let bodied = false;
    let squash = false;
    for (const line of message.split("\n")) {
      const lead = line.charCodeAt(0);
      if (line === "" || lead === 13) continue;
      if (trailer.test(line)) {
        if (/co-authored-by/i.test(line)) {
          this.#rule(
            /sfconvertbot/i.test(line)
              ? SFBOT!
              : /\bbot\b|-bot[@\s]|\[bot\]/i.test(line)
                ? BOTAUTHOR!
                : COAUTHOR!,
          );
        }
        continue;
      }
      let rest = line;
      if (rest.indexOf("(") !== -1 && bulletHash.test(rest)) {
        squash = true;
        rest = rest.replace(bulletHash, "").replace(/^\s*-\s*/, "");
        if (rest.trim().toLowerCase() === own) continue;
      }
      if (rest.trim() === "") continue;
      bodied = true;
      this.#chunks(rest, false);
    }
    if (bodied) this.#rule(BODIED);
    if (squash) this.#rule(SQUASH);
  }

  #readFiles(files: readonly string[]): void {
    let seen = 0;
    const n = Math.min(files.length, filesCap);
    for (let i = 0; i < n; i++) seen |= 1 << roleNumbers[fileRole(String(files[i]).slice(0, titleCap))];
    for (let role = 0; role < roleNames.length; role++)
      if (seen & (1 << role)) {
        this.#emit(role + 1, NS.role, FILES, role, 0);
        if (seen === 1 << role) this.#emit(role + 1, NS.onlyRole, FILES, role, 0);
      }
  }

  /** What feature number i is, in words. */
  describe(i: number): string {
    const start = this.#starts[i]!;
    const text = (from: number, to: number) => String.fromCharCode(...this.#text.subarray(from, to));
    const span = () => text(start, this.#ends[i]!);
    const name = (concept: number) =>
      concept < concepts.length ? concepts[concept] : `${fileConcepts[concept - concepts.length]} file`;
    const read = (at: number) =>
      `"${text(this.#conceptStarts[at]!, this.#conceptEnds[at]!)}" (${name(this.#sequence[at]!)})`;
    switch (this.#namespaces[i]) {
      case NS.word:
        return `the word "${span()}"`;
      case NS.pair:
        return `the words "${span()}"`;
      case NS.chars:
        return `the letters "${span()}"`;
      case NS.concept:
        return read(start);
      case NS.conceptPair:
        return `${read(start)} before ${read(this.#ends[i]!)}`;
      case NS.thing:
        return `the first thing named is ${read(start)}`;
      case NS.first:
        return `${read(start)} at the start`;
      case NS.whole:
        return "the title's pattern of concepts";
      case NS.rule:
        return conventions[start]!;
      case NS.body:
        return `"${span()}" in the message`;
      case NS.bodyPair:
        return `"${span()}" in the message`;
      case NS.bodyConcept:
        return `a word for ${name(start)} in the message`;
      case NS.ending:
        return `the file ending "${span()}"`;
      case NS.fileName:
        return `the file name "${span()}"`;
      case NS.inFile:
        return `"${span()}" in a file name`;
      case NS.role:
        return `it touches ${roleNames[start]} files`;
      case NS.onlyRole:
        return `it touches only ${roleNames[start]} files`;
      default:
        return "something else";
    }
  }
}

/** Whether a chunk is an identifier in snake case: letters, digits and underscores, an underscore inside. */
function snake(text: Uint16Array, begin: number, end: number): boolean {
  let underscores = 0;
  for (let i = begin; i < end; i++) {
    if (text[i] === 95) underscores++;
    else if (classOf(text[i]!) === JOINER) return false;
  }
  return underscores > 0 && classOf(text[begin]!) === LOWER;
}

/** First line and the rest; a title beyond its cap runs over into the message. */
function split(title: string, message: string): [string, string] {
  const trimmed = title.replace(/^\s+/, "");
  const newline = trimmed.search(/[\r\n]/);
  const first = newline === -1 ? trimmed : trimmed.slice(0, newline);
  const head = first.slice(0, titleCap);
  const rest = `${first.slice(titleCap)}${newline === -1 ? "" : trimmed.slice(newline + 1)}\n${message}`;
  return [head, rest.slice(0, messageCap)];
}
