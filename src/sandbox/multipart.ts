import type { IncomingMessage } from 'node:http'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import { Problem } from './problem.ts'

export type UploadedFile = {
  readonly field: string
  readonly fileName: string
  readonly mimeType: string
  readonly content: Uint8Array
}

/** A form as it was sent: fields can be repeated, and bracketed names such as `linkedin[api]` are kept as they are. */
export type Form = { readonly fields: ReadonlyMap<string, readonly string[]>; readonly files: readonly UploadedFile[] }

const maxFileSize = 15 * 1024 * 1024

/** Reads a multipart body that has been received already. */
export function readForm(headers: IncomingMessage['headers'], body: Uint8Array): Promise<Form> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string[]>()
    const files: UploadedFile[] = []
    const parser = new Busboy({ headers: headers as BusboyHeaders, limits: { fileSize: maxFileSize } })
    parser.on('field', (name, value) => {
      fields.set(name, [...(fields.get(name) ?? []), value])
    })
    parser.on('file', (field, stream, fileName, _encoding, mimeType) => {
      const chunks: Uint8Array[] = []
      stream.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      stream.on('end', () => files.push({ field, fileName, mimeType, content: Buffer.concat(chunks) }))
    })
    parser.on('error', () => reject(new Problem('malformed_request', 'The multipart body cannot be read')))
    parser.on('finish', () => resolve({ fields, files }))
    parser.end(body)
  })
}
