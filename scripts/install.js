'use strict'

// `npm install`: gets libtorch and builds the addon. Uses no npm package but cmake-js.
const { runEntry } = require('./setup/entry')
const { ensureNative } = require('./setup/native')

runEntry(async () => {
  await ensureNative()
})
