/** Everything this service refuses on purpose. Whatever else is thrown is a bug, logged and shown masked. */
export abstract class AcquaintError extends Error {
  /** Stable, for machines. */
  abstract readonly code: string
}

/** The database was migrated by a later version of Acquaint; this one would misread it. */
export class NewerDatabaseError extends AcquaintError {
  override name = 'NewerDatabaseError'
  readonly code = 'NEWER_DATABASE'

  constructor(migrations: readonly string[]) {
    super(
      `The database was written by a newer version of Acquaint (it has ${migrations.join(', ')}). ` +
        'Start that version, or point DATABASE_URL or ACQUAINT_DATA_DIR to another database.',
    )
  }
}

/** Another process has the embedded database open; two would destroy it. */
export class DataDirectoryInUseError extends AcquaintError {
  override name = 'DataDirectoryInUseError'
  readonly code = 'DATA_DIRECTORY_IN_USE'

  constructor(directory: string, processId: number) {
    super(
      `${directory} is in use by another Acquaint (process ${processId}). Stop it first, point ACQUAINT_DATA_DIR to ` +
        'another folder, or use a PostgreSQL server (DATABASE_URL), which several processes can share.',
    )
  }
}
