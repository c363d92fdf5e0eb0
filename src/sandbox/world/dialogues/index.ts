import { hiring, partnership, sales, support } from './business.ts'
import type { Line } from './dialogue.ts'
import { adverts, announcements, club, crew, friends } from './private-life.ts'

export { dialogueLength } from './dialogue.ts'

/** The dialogues of each theme a chat can have. */
export const dialogues = {
  sales,
  partnership,
  hiring,
  support,
  friends,
  club,
  crew,
  announcements,
  adverts,
} satisfies Record<string, readonly (readonly Line[])[]>
export type Theme = keyof typeof dialogues
