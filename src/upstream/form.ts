import { FormData } from 'undici'

export type AttachmentInput = {
  readonly fileName: string
  readonly content: Blob
}

/** A multipart body. A list repeats its field, null and undefined leave it out. */
export function formOf(
  fields: Readonly<Record<string, string | boolean | readonly string[] | null | undefined>>,
  attachments: readonly AttachmentInput[] = [],
): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    for (const each of [value ?? []].flat()) form.append(name, String(each))
  }
  for (const { fileName, content } of attachments) form.append('attachments', content, fileName)
  return form
}
