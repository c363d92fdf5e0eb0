import { z } from 'zod'
import type { AttachmentObservation } from '../domain/observation.ts'
import { countField, flagField, idField, textField } from './read-body.ts'

const AttachmentBody = z.object({
  id: idField,
  type: z.string(),
  mimetype: textField,
  file_name: textField,
  file_size: countField,
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
      sizeBytes: data.file_size,
      unavailable: data.unavailable ?? false,
    }
  })
}
