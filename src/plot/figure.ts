/** A figure before it is drawn: plain plotly JSON plus what a reader and a reviewer need beside the picture. */
export interface Figure {
  /** Short file-safe name, unique in its notebook: "models-a-month". */
  readonly name: string;
  /** States the finding. */
  readonly title: string;
  /** Names n, the as-of date and the source; carries SIMULATED where the data is. */
  readonly caption: string;
  /** plotly traces. */
  readonly data: readonly Record<string, unknown>[];
  /** plotly layout. */
  readonly layout: Record<string, unknown>;
  /** The numbers behind the picture, one object a row, in column order. */
  readonly rows: readonly Record<string, string | number | boolean | null>[];
  readonly simulated: boolean;
}

/** Where a figure's numbers come from; every figure function takes one. */
export interface Provenance {
  readonly snapshot: string;
  readonly asOf: Date;
  readonly simulated: boolean;
}
