import { spawn } from 'node:child_process'

/**
 * Shows a page in the browser where there is a screen and somebody at the terminal, and neither CI
 * nor `BROWSER=none` says otherwise. What goes wrong is of no consequence: the path was printed.
 */
export function openPage(path: string, env = process.env): void {
  const hasScreen = Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
  if (!hasScreen || !process.stdout.isTTY || env.CI || env.BROWSER === 'none') return
  const child = spawn('xdg-open', [path], { detached: true, stdio: 'ignore' })
  child.on('error', () => undefined)
  child.unref()
}
