export * from "./classify/index.js";
export * from "./snapshot/index.js";
export * from "./stats/index.js";
export * from "./study/index.js";
