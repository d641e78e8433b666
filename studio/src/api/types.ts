/** What each path of the API takes and gives, derived from the generated schema. */
import type { paths } from './schema'

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete'

/** The paths that know a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never
}[keyof paths]

type Operation<P, M> = P extends keyof paths ? (M extends keyof paths[P] ? paths[P][M] : never) : never

type Parameters<P, M, In extends string> =
  Operation<P, M> extends { parameters: infer All } ? (In extends keyof All ? NonNullable<All[In]> : never) : never

/** The query of a path: every parameter optional unless the API demands it. */
export type Query<P, M extends Method = 'get'> = [Parameters<P, M, 'query'>] extends [never]
  ? Record<string, never>
  : Parameters<P, M, 'query'>

type Body<P, M> =
  Operation<P, M> extends { requestBody: { content: infer Content } }
    ? 'application/json' extends keyof Content
      ? Content['application/json']
      : FormData
    : Operation<P, M> extends { requestBody?: { content: infer Content } }
      ? 'application/json' extends keyof Content
        ? Content['application/json'] | undefined
        : FormData | undefined
      : undefined

/** What a successful answer holds. */
export type Answer<P, M extends Method = 'get'> =
  Operation<P, M> extends { responses: infer Responses }
    ? { [S in keyof Responses]: S extends 200 | 201 | 202 ? JsonOf<Responses[S]> : never }[keyof Responses]
    : never

type JsonOf<R> = R extends { content: { 'application/json': infer Json } } ? Json : undefined

type PathPart<P, M> = [Parameters<P, M, 'path'>] extends [never] ? { path?: undefined } : { path: Parameters<P, M, 'path'> }

type BodyPart<P, M> = undefined extends Body<P, M> ? { body?: Body<P, M> } : { body: Body<P, M> }

/** What a request brings besides its path. */
export type Sent<P, M extends Method> = PathPart<P, M> &
  BodyPart<P, M> & {
    query?: Partial<Query<P, M>>
    signal?: AbortSignal
    /** The ETag of the version that was looked at; a change by somebody else since then is refused (MOD-2208). */
    ifMatch?: string
    /** For a POST: names the request so that it is done once; drawn anew unless given. */
    idempotencyKey?: string
  }

/** `sent` may be left out where nothing is demanded. */
export type SentArgument<P, M extends Method> = object extends Sent<P, M> ? [sent?: Sent<P, M>] : [sent: Sent<P, M>]
