/**
 * Whether an account can be used. OK works; CONNECTING is (re)connecting or still reading its past; RECONNECT_NEEDED
 * wants its owner to log in again; STOPPED and ERROR are upstream's words; UNKNOWN is a word we have not met.
 */
export const accountStatuses = [
  'OK',
  'CONNECTING',
  'RECONNECT_NEEDED',
  'STOPPED',
  'ERROR',
  'DELETED',
  'UNKNOWN',
] as const
export type AccountStatus = (typeof accountStatuses)[number]
