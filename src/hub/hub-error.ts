/** The Hub, or the crawl's own folder, said no: the message says what is wrong, where, and what to do about it. */
export class HubError extends Error {
  override readonly name = "HubError";

  constructor(
    what: string,
    readonly where: string,
    remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${what}: ${where}. ${remedy}`, options);
  }
}
