/** For `require('isbe-torch')`; entry.mts is for `import`. Both offer the same names. */
export * from './torch'
export * as default from './torch'
