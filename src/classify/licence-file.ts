/** Names under which a repository keeps the text of a licence, in any folder, in upper or lower case. */
const licenceText = /(^|\/)([^/]*[-_. ])?(licen[cs]es?|copying)([-_. ][^/]*)?$/i;

/**
 * Whether a file is called as the text of a licence is: LICENSE, LICENCE.md, LICENSE-MODEL, COPYING, also below folders.
 * A file of code or settings of such a name (license.py, licenses.json) is none.
 */
export function isLicenceFile(path: string): boolean {
  return licenceText.test(path) && !/\.(py|js|ts|json|ya?ml|png|jpe?g|svg|csv)$/i.test(path);
}
