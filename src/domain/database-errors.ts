import { AcquaintError } from './errors.ts'

/** The database has had migrations that this version does not know; it could misread it. */
export class UnknownMigrationsError extends AcquaintError {
  override name = 'UnknownMigrationsError'
  readonly code = 'UNKNOWN_MIGRATIONS'

  constructor(migrations: readonly string[]) {
    super(
      `The database was written by another version of Acquaint, a newer one or one between two releases: this one does ` +
        `not know ${migrations.join(', ')}. Start the version that wrote it, or point DATABASE_URL or ACQUAINT_DATA_DIR ` +
        'to another database, which is filled from upstream again.',
    )
  }
}

/** The database's role may not make the tables that this version needs. */
export class DatabaseRoleError extends AcquaintError {
  override name = 'DatabaseRoleError'
  readonly code = 'DATABASE_ROLE'

  constructor(role: string, schema: string) {
    super(
      `DATABASE_URL names a role that may not create tables: as owner of the database, run ` +
        `GRANT CREATE ON SCHEMA ${schema} TO ${role}.`,
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

/** The database can't be reached now, or was lost on the way. */
export class DatabaseAwayError extends AcquaintError {
  override name = 'DatabaseAwayError'
  readonly code = 'DATABASE_UNAVAILABLE'

  constructor(cause: unknown) {
    super(
      'The database can not be reached now. Try again in a moment: with the same `idempotencyKey` nothing is sent twice.',
      { cause },
    )
  }
}

/** A database can't be opened where the settings say it is. */
export class DatabaseUnavailableError extends AcquaintError {
  override name = 'DatabaseUnavailableError'
  readonly code = 'DATABASE_UNAVAILABLE'

  /** `setting` is the variable to look at; the cause's own words may hold a path or a host, never a password. */
  constructor(setting: string, place: string, cause: unknown) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'it does not answer'
    super(`${setting} names ${place} that can not be opened (${reason}).`, { cause })
  }
}
