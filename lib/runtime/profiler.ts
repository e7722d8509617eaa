import { native, type NativeEvent } from '../native'

export type { NativeEvent }

/** Records every operator and every node of backward, of all threads. */
export function startProfile(shapes: boolean): void {
  native.startProfile(shapes)
}

export function stopProfile(): NativeEvent[] {
  return native.stopProfile()
}
