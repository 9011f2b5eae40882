import { random } from "../stats/index.js";

const consonants = "b d f g h k l m n p r s t v z br dr kl pr tr".split(" ");
const vowels = "a e i o u".split(" ");
const syllables = consonants.flatMap((c) => vowels.map((v) => c + v));

/** Invented words: a different one for every number, of two syllables or more, in an order that depends on the seed. */
export function wordMaker(seed: number, purpose: string): (n: number) => string {
  const orders = Array.from({ length: 12 }, (_, place) =>
    random(`${seed}/words/${purpose}/${place}`).shuffle([...syllables]),
  );
  return (n) => {
    let left = n;
    let word = "";
    let turn = 0;
    for (let place = 0; place < 2 || left > 0; place++) {
      const digit = left % syllables.length;
      left = Math.floor(left / syllables.length);
      // Each syllable turns the table of the next, so that neighbours in number do not look alike.
      turn = (digit * 37 + turn) % syllables.length;
      word += orders[place % 12]![turn]!;
    }
    return word;
  };
}
