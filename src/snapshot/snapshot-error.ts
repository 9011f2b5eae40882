/** The data said no: the message says what is wrong, where, and what to do about it. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";

  constructor(
    what: string,
    readonly path: string,
    remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${what}: ${path}. ${remedy}`, options);
  }
}
