/** The part of a logger that the server uses. */
export type Logger = { error(details: object, message: string): void }
