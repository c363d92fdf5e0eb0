import { hash } from '../world/random.ts'
import type { User } from '../world/types.ts'
import { fullName } from '../world/user.ts'

/** Where a user's picture is; null for the one in five who has none. */
export const pictureUrl = ({ number }: User, origin: string): string | null =>
  number % 5 === 4 ? null : `${origin}/__sandbox/pictures/${number}.svg`

/** A picture: initials on a colour of their own. */
export function drawPicture(user: User): string {
  const initials = fullName(user)
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2)
    .replace(/[<&]/g, '')
  const hue = hash(user.number) % 360
  return `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" viewBox="0 0 128 128"><rect width="128" height="128" fill="hsl(${hue} 55% 45%)"/><text x="64" y="80" font-family="sans-serif" font-size="48" fill="#fff" text-anchor="middle">${initials}</text></svg>`
}
