/** The only door to zod: the build bundles it in here, as it is 6 MB to install. */
export { z } from 'zod'
