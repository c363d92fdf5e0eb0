import type { z } from 'zod'
import { Problem } from './problem.ts'

/** A JSON body of the shape wanted; a Problem that says what is wrong with it otherwise. */
export function readBody<T extends z.ZodType>(shape: T, json: unknown): z.output<T> {
  const { success, data, error } = shape.safeParse(json)
  if (success) return data
  const [issue] = error.issues
  throw new Problem(
    'invalid_parameters',
    `/${issue?.path.join('/') ?? ''} ${issue?.message ?? 'Expected another body'}`,
  )
}
