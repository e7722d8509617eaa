'use strict'

// `npm install`: takes or makes the native build. Where that cannot be, npm's install goes on all the
// same: an import says what to do, and ISBE_INSTALL says otherwise.
const { report, runEntry } = require('./setup/entry')
const { SetupError } = require('./setup/errors')
const { step } = require('./setup/log')
const { ensureNative } = require('./setup/native')

const MODES = ['auto', 'require', 'skip']

const BANNER = `
  isbe-torch is installed without its native build, for the reason above.
  To try again:              npx isbe setup
  To see what is missing:    npx isbe doctor
  ISBE_INSTALL=require makes this an error, ISBE_INSTALL=skip leaves the build out.
`

runEntry(async () => {
  const mode = process.env.ISBE_INSTALL || 'auto'
  if (!MODES.includes(mode)) {
    throw new SetupError(
      `ISBE_INSTALL='${mode}': expected ${MODES.join(', ')}`,
      'Set it to one of these, or unset it',
    )
  }
  if (mode === 'skip') return step('ISBE_INSTALL=skip: no native build is made')
  try {
    await ensureNative()
  } catch (error) {
    if (mode === 'require') throw error
    report(error)
    step(BANNER.trim())
  }
})
