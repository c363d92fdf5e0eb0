import { InvalidRequestError } from '../domain/errors.ts'
import { type Call, callFacts } from './call.ts'

/** Path and query of a call. Values are encoded whole, so none can leave its segment; those that still could are refused. */
export function callPath(call: Call): string {
  const path = call.route.replace(/\{(\w+)\}/g, (_placeholder, name: string) => segment(call, name))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}

function segment(call: Call, name: string): string {
  const value = call.params?.[name] ?? ''
  if (value === '' || value === '.' || value === '..' || !value.isWellFormed()) {
    throw new InvalidRequestError(`was not sent: ${name} cannot be part of a path`, callFacts(call))
  }
  return encodeURIComponent(value)
}
