import { InvalidConfigurationError } from '../domain/errors.ts'

/**
 * The root of the API, without a trailing slash, from what a dashboard shows: `api1.unipile.com:13111` as well as
 * `https://api1.unipile.com:13111/api/v1/`. A host without a scheme is spoken to over https.
 */
export function parseDsn(text: string): string {
  const trimmed = text.trim()
  const withScheme = trimmed.includes('://') ? trimmed : `https://${trimmed}`
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null
  const usable =
    url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash
  if (!usable) throw new InvalidConfigurationError('The upstream DSN must look like https://api1.unipile.com:13111')
  const prefix = url.pathname.replace(/\/+$/, '').replace(/\/api\/v1$/, '')
  return `${url.origin}${prefix}/api/v1`
}
