import { z } from 'zod'

/** A body, or a row of one, lacks what we need of it. The rest of a list may still be good. */
export class UnreadableBodyError extends Error {
  override name = 'UnreadableBodyError'
}

/** Takes what we need from upstream's body; fields the schema does not name are ignored, so upstream may add some. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const { data, error } = schema.safeParse(body)
  if (error) throw new UnreadableBodyError('The body has another shape', { cause: error })
  return data as T
}

/** Something upstream names a thing by. Numbers come out as text. */
export const idField = z.union([z.string().min(1), z.int()]).transform(String)

/*
 * Fields that a body may lack. One of an unexpected type counts as absent: it is no reason to lose what surrounds it.
 */

/** Absent and empty text is null. */
export const textField = z
  .string()
  .transform((text) => text.trim() || null)
  .nullish()
  .transform((text) => text ?? null)
  .catch(null)

/** A user's id at the provider. That of a WhatsApp message may say from which device it was sent: no part of the id. */
export const userIdField = idField.transform((id) => id.replace(/^(\d+):\d+@/, '$1@'))

/** An id that may be absent: null then. */
export const optionalIdField = optional(idField)
export const optionalUserIdField = optional(userIdField)

function optional(field: z.ZodType<string>) {
  return field
    .nullish()
    .transform((id) => id ?? null)
    .catch(null)
}

/** Upstream says 0 and 1 here, true and false there; absent is null. */
export const flagField = z
  .union([z.boolean(), z.number().transform((flag) => flag !== 0)])
  .nullish()
  .transform((flag) => flag ?? null)
  .catch(null)

/** A number that the store, and GraphQL's `Int`, can tell; absent is null. */
export const countField = z
  .int32()
  .nullish()
  .transform((count) => count ?? null)
  .catch(null)

/** The texts of a list; absent is empty. */
export const textsField = z
  .array(z.unknown())
  .catch([])
  .transform((items) => items.filter((item) => typeof item === 'string'))

/** ISO-8601 text, or milliseconds. A year that is not of four digits is one that the store can't tell. */
export const dateField = z
  .union([z.string(), z.number()])
  .transform((date) => new Date(date))
  .refine((date) => date.getUTCFullYear() > 0 && date.getUTCFullYear() < 10_000)

/** A date that may be absent: null then. */
export const optionalDateField = dateField
  .nullish()
  .transform((date) => date ?? null)
  .catch(null)

/** An object within a body, all of whose fields may be absent; so an absent one reads as if it were empty. */
export function partField<T extends z.ZodType>(schema: T) {
  return schema.catch(() => schema.parse({}))
}
