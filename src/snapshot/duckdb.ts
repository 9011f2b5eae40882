import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBValue,
  JSDuckDBValueConverter,
} from "@duckdb/node-api";

/** A value as notebooks see it: DuckDB's integers become numbers, its times dates. */
export type Value = string | number | boolean | Date | null | Value[] | { [key: string]: Value };
export type Row = Record<string, Value>;

export interface DatabaseOptions {
  /** DuckDB's cap on its own memory, "2GB". Past it, operators spill to spillFolder. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  readonly spillFolder?: string;
}

/** An in-memory DuckDB with one connection, and values converted to plain JavaScript. */
export class Database {
  private constructor(
    private readonly instance: DuckDBInstance,
    readonly connection: DuckDBConnection,
  ) {}

  static async open({ memoryLimit = "2GB", threads, spillFolder }: DatabaseOptions = {}): Promise<Database> {
    const instance = await DuckDBInstance.create(":memory:", {
      memory_limit: memoryLimit,
      ...(threads ? { threads: String(threads) } : {}),
      ...(spillFolder ? { temp_directory: spillFolder } : {}),
    });
    return new Database(instance, await instance.connect());
  }

  async run(sql: string, values?: Record<string, DuckDBValue>): Promise<void> {
    await this.connection.run(sql, values);
  }

  /** All rows of a query as objects. */
  async rows<T = Row>(sql: string, values?: Record<string, DuckDBValue>): Promise<T[]> {
    const columns = await this.columns(sql, values);
    const names = Object.keys(columns);
    const length = names.length ? columns[names[0]!]!.length : 0;
    return Array.from(
      { length },
      (_, i) => Object.fromEntries(names.map((name) => [name, columns[name]![i]])) as T,
    );
  }

  /** All columns of a query, as arrays by name. */
  async columns(sql: string, values?: Record<string, DuckDBValue>): Promise<Record<string, Value[]>> {
    const result = await this.connection.runAndReadAll(sql, values);
    const columns = result.getColumnsObjectJS();
    return Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, column.map((value) => plain(value, name))]),
    );
  }

  /**
   * The columns of a query a few thousand rows at a time, in the query's order: memory holds one batch. Other queries
   * may run meanwhile.
   */
  async *batches(sql: string): AsyncGenerator<Record<string, Value[]>> {
    const connection = await this.instance.connect();
    try {
      const result = await connection.stream(sql);
      const names = result.deduplicatedColumnNames();
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        const columns = chunk.convertColumns(JSDuckDBValueConverter);
        yield Object.fromEntries(
          names.map((name, i) => [name, columns[i]!.map((value) => plain(value, name))]),
        );
      }
    } finally {
      connection.closeSync();
    }
  }

  /** Makes a table from rows of texts (null for unknown), as they come. */
  async createTable(
    name: string,
    columns: readonly string[],
    rows: AsyncIterable<readonly (string | null)[][]>,
  ): Promise<void> {
    await this.run(
      `CREATE OR REPLACE TABLE ${name} (${columns.map((column) => `${column} VARCHAR`).join(", ")})`,
    );
    const appender = await this.connection.createAppender(name);
    for await (const batch of rows) {
      for (const row of batch) {
        for (const value of row) value === null ? appender.appendNull() : appender.appendVarchar(value);
        appender.endRow();
      }
      appender.flushSync();
    }
    appender.closeSync();
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

function plain(value: unknown, column: string): Value {
  if (typeof value === "bigint") {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) {
      throw new RangeError(
        `Column ${column} holds ${value}, which a JavaScript number cannot; cast it in the query.`,
      );
    }
    return number;
  }
  if (Array.isArray(value)) return value.map((item) => plain(item, column));
  if (value === undefined) return null;
  return value as Value;
}

/** A string as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
