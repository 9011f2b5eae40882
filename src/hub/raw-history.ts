/** A file that a commit touched, against its first parent. */
export interface FileChange {
  readonly oid: string;
  readonly path: string;
  readonly change: "added" | "modified" | "deleted";
}

const changes = { A: "added", M: "modified", D: "deleted", T: "modified" } as const;

/**
 * Reads `git log -z --raw --no-renames --format=%x01%H`: the commits in its order and what each touched.
 *
 * @throws SyntaxError where the text is of another form.
 */
export function parseRawHistory(raw: Buffer): { oids: string[]; files: FileChange[] } {
  const oids: string[] = [];
  const files: FileChange[] = [];
  const fields = raw.toString("utf8").split("\0");
  let oid: string | undefined;
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]!.replace(/^\n/, "");
    if (field === "") continue;
    if (field.startsWith("\u0001")) {
      oid = field.slice(1).trimEnd();
      if (!/^[0-9a-f]{40,64}$/.test(oid))
        throw new SyntaxError(`No commit: ${JSON.stringify(oid.slice(0, 80))}`);
      oids.push(oid);
      continue;
    }
    const entry = /^:\d{6} \d{6} [0-9a-f]+ [0-9a-f]+ ([A-Z])/.exec(field);
    const path = fields[++i];
    if (!entry || !oid || path === undefined)
      throw new SyntaxError(`No change of a file: ${JSON.stringify(field.slice(0, 80))}`);
    const change = changes[entry[1] as keyof typeof changes];
    if (change) files.push({ oid, path, change });
  }
  return { oids, files };
}
