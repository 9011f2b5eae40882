export { type Domain, domainByPipelineTag, domainOf } from "./domain.js";
export { type FileRole, type FileRoleRule, fileRole, fileRoleRules } from "./file-role.js";
export { botPattern, isBot } from "./is-bot.js";
