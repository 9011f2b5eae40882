export { coOccurrenceNetwork, type Meeting } from "./co-occurrence-network.js";
export {
  communityStability,
  type ResolutionStability,
  type StabilityOptions,
  stabilityHeadings,
} from "./community-stability.js";
export { type Components, connectedComponents } from "./connected-components.js";
export { type CoreAgainstChance, coreAgainstChance } from "./core-against-chance.js";
export { type CorePeriphery, corePeriphery } from "./core-periphery.js";
export { drawRelatives, type Relatives } from "./draw-relatives.js";
export { type DrawnFamilies, type DrawnFamiliesOptions, drawnFamilies } from "./drawn-families.js";
export { type DrawnNetwork, type DrawnOptions, drawnNetwork } from "./drawn-network.js";
export { type Communities, type CommunityOptions, findCommunities } from "./find-communities.js";
export { hypergeometricTail } from "./hypergeometric-tail.js";
export { type LayoutOptions, layoutNetwork, type NetworkLayout } from "./layout-network.js";
export { buildLineage, childCounts, firstBases, type Lineage, neighbours } from "./lineage.js";
export { type LineageBackbone, lineageBackbone } from "./lineage-backbone.js";
export { lineageChain } from "./lineage-chain.js";
export { type LineageDepth, lineageDepth } from "./lineage-depth.js";
export { lineageRoots } from "./lineage-roots.js";
export { type LineageShape, lineageShape } from "./lineage-shape.js";
export { modularity } from "./modularity.js";
export { buildNetwork, degrees, type Network, strengths } from "./network.js";
export { type NullComparison, nullComparison } from "./null-comparison.js";
export { type NullModularity, type NullModularityOptions, nullModularity } from "./null-modularity.js";
export {
  type OverRepresentation,
  type OverRepresentationOptions,
  overRepresentation,
} from "./over-representation.js";
export { type ProjectedNetwork, type ProjectOptions, projectNetwork } from "./project-network.js";
export { type ReadableNetwork, type ReadableOptions, readableNetwork } from "./readable-network.js";
export { type Reciprocity, reciprocity } from "./reciprocity.js";
export { rewire } from "./rewire.js";
export { type Memberships, rewireMemberships } from "./rewire-memberships.js";
export { scatterLinks } from "./scatter-links.js";
export { type Grouping, sharedAgreement } from "./shared-agreement.js";
export { strongestMembers } from "./strongest-members.js";
