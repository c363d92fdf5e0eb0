/**
 * `current` is what the API sends today. `strict` leaves out the few things that the official SDK's own validators
 * refuse: specifics other than LinkedIn's, null profile URLs, and webhook rows newer than its schemas.
 */
export type ShapeMode = 'current' | 'strict'
