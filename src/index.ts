export * from "./classify/index.js";
export * from "./hub/index.js";
export * from "./plot/index.js";
export * from "./simulate/index.js";
export * from "./snapshot/index.js";
export * from "./stats/index.js";
export * from "./study/index.js";
export * from "./text/index.js";
