/** The part of an AbortSignal that is used here, so that no types of a browser or of Node are needed. */
export interface Abortable {
  readonly aborted: boolean
}
