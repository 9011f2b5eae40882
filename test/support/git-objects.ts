import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import type { HubModel } from "./hub-model.js";

interface GitObject {
  readonly oid: string;
  readonly bytes: Buffer;
}

/** A model's history as git objects, made without git so that the API and the clone give the same hashes. */
export interface GitRepository {
  /** Commit hashes, oldest first. */
  readonly oids: string[];
  readonly objects: ReadonlyMap<string, Buffer>;
}

export function gitRepository(model: HubModel): GitRepository {
  const objects = new Map<string, Buffer>();
  const put = (type: string, content: Buffer): string => {
    const { oid, bytes } = gitObject(type, content);
    objects.set(oid, bytes);
    return oid;
  };
  const oids: string[] = [];
  const files = new Map<string, string>();
  for (const [i, commit] of model.commits.entries()) {
    for (const { path, change } of commit.files) {
      if (change === "deleted") files.delete(path);
      else files.set(path, put("blob", Buffer.from(`${path} as of commit ${i} of ${model.id}\n`)));
    }
    const tree = treeOf(files, put);
    const seconds = Math.floor(Date.parse(commit.date) / 1000);
    const person = `${commit.authors[0] ?? "nobody"} <nobody@example.org> ${seconds} +0000`;
    const parent = oids.length ? `parent ${oids.at(-1)}\n` : "";
    const text = `tree ${tree}\n${parent}author ${person}\ncommitter ${person}\n\n${commit.title}\n\n${commit.message}\n`;
    oids.push(put("commit", Buffer.from(text)));
  }
  return { oids, objects };
}

function gitObject(type: string, content: Buffer): GitObject {
  const bytes = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  return { oid: createHash("sha1").update(bytes).digest("hex"), bytes };
}

function treeOf(files: ReadonlyMap<string, string>, put: (type: string, content: Buffer) => string): string {
  const folders = new Map<string, Map<string, string>>();
  const entries: { name: string; mode: string; oid: string }[] = [];
  for (const [path, oid] of files) {
    const slash = path.indexOf("/");
    if (slash < 0) entries.push({ name: path, mode: "100644", oid });
    else {
      const folder = path.slice(0, slash);
      const inside = folders.get(folder) ?? folders.set(folder, new Map()).get(folder)!;
      inside.set(path.slice(slash + 1), oid);
    }
  }
  for (const [name, inside] of folders) entries.push({ name, mode: "40000", oid: treeOf(inside, put) });
  const sortKey = ({ name, mode }: { name: string; mode: string }) =>
    Buffer.from(mode === "40000" ? `${name}/` : name);
  entries.sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)));
  return put(
    "tree",
    Buffer.concat(
      entries.map(({ name, mode, oid }) =>
        Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, "hex")]),
      ),
    ),
  );
}

/** Writes a bare repository that `git http-backend` can serve. */
export async function writeBareRepository(folder: string, { oids, objects }: GitRepository): Promise<void> {
  for (const part of ["objects", "refs/heads"]) await mkdir(join(folder, part), { recursive: true });
  for (const [oid, bytes] of objects) {
    await mkdir(join(folder, "objects", oid.slice(0, 2)), { recursive: true });
    await writeFile(join(folder, "objects", oid.slice(0, 2), oid.slice(2)), deflateSync(bytes));
  }
  await writeFile(join(folder, "HEAD"), "ref: refs/heads/main\n");
  await writeFile(join(folder, "refs/heads/main"), `${oids.at(-1)}\n`);
  await writeFile(
    join(folder, "config"),
    "[core]\n\trepositoryformatversion = 0\n\tbare = true\n[uploadpack]\n\tallowFilter = true\n",
  );
}
