import { hash } from '../world/random.ts'
import type { User } from '../world/types.ts'

type Section = {
  /** The field of the profile that the section fills. */
  readonly field: string
  readonly empty: unknown
  readonly fill: (user: User) => unknown
}

const skills = ['Negotiation', 'TypeScript', 'Public speaking', 'Bookkeeping', 'Design', 'Statistics', 'Teaching']
const startYear = ({ number }: User): number => 2008 + (hash(number, 5) % 15)

const sections: Readonly<Record<string, Section>> = {
  experience: {
    field: 'work_experience',
    empty: [],
    fill: (user) => [
      {
        position: user.headline.split(' at ')[0],
        company: user.company,
        location: user.location,
        skills: [],
        start: `3/1/${startYear(user)}`,
        end: null,
      },
    ],
  },
  education: {
    field: 'education',
    empty: [],
    fill: (user) => [
      {
        degree: 'Master',
        school: 'University of Engines',
        start: `10/1/${startYear(user) - 5}`,
        end: `7/1/${startYear(user) - 1}`,
      },
    ],
  },
  skills: {
    field: 'skills',
    empty: [],
    fill: ({ number }) =>
      skills.slice(number % 4, (number % 4) + 3).map((name) => ({ name, endorsement_count: number % 9 })),
  },
  languages: { field: 'languages', empty: [], fill: () => [{ name: 'English', proficiency: 'Full professional' }] },
  certifications: { field: 'certifications', empty: [], fill: () => [] },
  about: { field: 'summary', empty: '', fill: ({ headline }) => `${headline}. Glad to hear from you.` },
  volunteering_experience: { field: 'volunteering_experience', empty: [], fill: () => [] },
  projects: { field: 'projects', empty: [], fill: () => [] },
}

/**
 * The sections asked for by name, `<name>_preview` or `*`. When LinkedIn throttles it still answers 200: the sections
 * come empty and are named in `throttled_sections`.
 */
export function linkedinSections(user: User, asked: readonly string[], isThrottled: boolean): Record<string, unknown> {
  const names = Object.keys(sections).filter((name) =>
    [name, `${name}_preview`, '*', '*_preview'].some((form) => asked.includes(form)),
  )
  const fields = names.flatMap((name) => {
    const section = sections[name]
    return section ? [[section.field, isThrottled ? section.empty : section.fill(user)]] : []
  })
  return { ...Object.fromEntries(fields), ...(isThrottled ? { throttled_sections: names } : {}) }
}
