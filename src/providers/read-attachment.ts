import { z } from 'zod'
import type { AttachmentObservation } from '../domain/observation.ts'
import { flagField, idField, textField } from './read-body.ts'

/** Files may have more bytes than an integer of the store can count. */
const sizeField = z.number().nullish().catch(null)

const AttachmentBody = z.object({
  id: idField,
  type: z.string(),
  mimetype: textField,
  file_name: textField,
  file_size: sizeField,
  unavailable: flagField,
})

/** The attachments of a message; one that cannot be read is left out rather than its message. */
export function readAttachments(body: unknown): readonly AttachmentObservation[] {
  return (Array.isArray(body) ? body : []).flatMap((row: unknown) => {
    const { data } = AttachmentBody.safeParse(row)
    if (data === undefined) return []
    return {
      id: data.id,
      type: data.type,
      mimeType: data.mimetype,
      fileName: data.file_name,
      sizeBytes: data.file_size ?? null,
      unavailable: data.unavailable ?? false,
    }
  })
}
