import { buildNetwork, type Network } from "../../src/network/index.js";

/** Zachary's karate club (1977), the friendships as in networkx.karate_club_graph(), nodes numbered from 0. */
const links =
  `0-1 0-2 0-3 0-4 0-5 0-6 0-7 0-8 0-10 0-11 0-12 0-13 0-17 0-19 0-21 0-31 1-2 1-3 1-7 1-13 1-17 1-19 1-21
1-30 2-3 2-7 2-8 2-9 2-13 2-27 2-28 2-32 3-7 3-12 3-13 4-6 4-10 5-6 5-10 5-16 6-16 8-30 8-32 8-33 9-33 13-33 14-32
14-33 15-32 15-33 18-32 18-33 19-33 20-32 20-33 22-32 22-33 23-25 23-27 23-29 23-32 23-33 24-25 24-27 24-31 25-31
26-29 26-33 27-33 28-31 28-33 29-32 29-33 30-32 30-33 31-32 31-33 32-33`
    .split(/\s+/)
    .map((link) => link.split("-").map((node) => node.padStart(2, "0")));

const weights = [
  4, 5, 3, 3, 3, 3, 2, 2, 2, 3, 1, 3, 2, 2, 2, 2, 6, 3, 4, 5, 1, 2, 2, 2, 3, 4, 5, 1, 3, 2, 2, 2, 3, 3, 3, 2,
  3, 5, 3, 3, 3, 3, 3, 4, 2, 3, 3, 2, 3, 4, 1, 2, 1, 3, 1, 2, 3, 5, 4, 3, 5, 4, 2, 3, 2, 7, 4, 2, 4, 2, 2, 4,
  2, 3, 3, 4, 4, 5,
];

const officer = new Set([9, 14, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33]);

/** The club in which each member ended. */
export const karateSides = Array.from({ length: 34 }, (_, node) => (officer.has(node) ? 1 : 0));

export function karateClub({ weighted = false } = {}): Network {
  return buildNetwork(
    links.map(([from]) => from!),
    links.map(([, to]) => to!),
    weighted ? weights : undefined,
  );
}
