/** Names that the Hub gives repositories: an owner and a name, or a bare name of the early days. */
const repositoryName = /^[A-Za-z0-9_][\w.-]*(\/[A-Za-z0-9_][\w.-]*)?$/;

/** Whether an id can be a model's: nothing else is put into an address or a command line. */
export function isModelId(id: unknown): id is string {
  return typeof id === "string" && id.length <= 200 && repositoryName.test(id) && !id.includes("..");
}

/** Path of a model's page of the API. */
export const modelPath = (id: string) => `/api/models/${id}`;

/** The model's id in an address of the API, a file or a git repository, under the hub's own path; null in any other. */
export function modelIdIn(address: string, hub: URL): string | null {
  const base = hub.pathname.replace(/\/$/, "");
  const { pathname } = new URL(address);
  if (!pathname.startsWith(`${base}/`)) return null;
  const path = decoded(pathname.slice(base.length + 1))?.replace(/^api\/models\//, "");
  const id = path
    ?.replace(/\/(resolve|raw|commits|compare|tree|revision|info)\/.*$/, "")
    .replace(/\.git$/, "");
  return isModelId(id) ? id : null;
}

/** Null where a % begins no code, or the bytes are not UTF-8. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
