/** Paddings. */
export { CircularPad1d, CircularPad2d, CircularPad3d } from './circularPad'
export { ConstantPad1d, ConstantPad2d, ConstantPad3d } from './constantPad'
export { ReflectionPad1d, ReflectionPad2d, ReflectionPad3d } from './reflectionPad'
export { ReplicationPad1d, ReplicationPad2d, ReplicationPad3d } from './replicationPad'
export { ZeroPad1d, ZeroPad2d, ZeroPad3d } from './zeroPad'
