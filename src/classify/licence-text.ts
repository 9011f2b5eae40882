import { type BootstrapEstimate, clusteredShare } from "../stats/index.js";
import { type LicenceClass, licenceClass, licenceClasses } from "./licence-class.js";
import { isLicenceFile } from "./licence-file.js";

export interface LicenceText {
  readonly licence: LicenceClass;
  /** Share of the models of the class whose repository has no file with a licence's text. */
  readonly lacking: BootstrapEstimate;
}

/**
 * How many models of each class of licence tag hold no file with a licence's text, in the order of the classes, with
 * intervals from drawing owners, whose models are alike. Classes without models are absent.
 */
export function licenceText(
  models: readonly {
    readonly owner: string;
    readonly licence: string | null;
    readonly paths: readonly string[];
  }[],
  { seed }: { readonly seed: string },
): LicenceText[] {
  return licenceClasses.flatMap((licence) => {
    const own = models.filter((model) => licenceClass(model.licence) === licence);
    const lacking = clusteredShare(
      own.map(({ paths }) => !paths.some(isLicenceFile)),
      own.map(({ owner }) => owner),
      { seed: `${seed}/${licence}` },
    );
    return lacking ? [{ licence, lacking }] : [];
  });
}
