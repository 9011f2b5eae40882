import type { Cell, MimeBundle, Notebook } from "./notebook.js";
import { resultMime, type StudyResult } from "./record.js";
import { figureMime, type ShownFigure } from "./show.js";

/** A figure that a cell showed, in all its forms. */
export interface ShownFigureIn extends ShownFigure {
  readonly bundle: MimeBundle;
  /** Position of the cell among all cells, from 1, as a reader counts them. */
  readonly cell: number;
}

/** A result with the cell that recorded it. */
export interface RecordedResult extends Omit<StudyResult, "notebook"> {
  readonly cell: number;
}

function outputsOf<T>(
  cells: readonly Cell[],
  mime: string,
): { shown: T; bundle: MimeBundle; cell: number }[] {
  return cells.flatMap(({ outputs = [] }, index) =>
    outputs.flatMap((output) =>
      output.output_type === "display_data" && output.data[mime] !== undefined
        ? [{ shown: output.data[mime] as T, bundle: output.data, cell: index + 1 }]
        : [],
    ),
  );
}

/** The figures of an executed notebook, in order. */
export function shownFigures({ cells }: Pick<Notebook, "cells">): ShownFigureIn[] {
  return outputsOf<ShownFigure>(cells, figureMime).map(({ shown, bundle, cell }) => ({
    ...shown,
    bundle,
    cell,
  }));
}

/** The named results of an executed notebook, in order. */
export function recordedResults({ cells }: Pick<Notebook, "cells">): RecordedResult[] {
  return outputsOf<Omit<StudyResult, "notebook">>(cells, resultMime).map(({ shown, cell }) => ({
    ...shown,
    cell,
  }));
}
