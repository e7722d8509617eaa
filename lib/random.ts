/** `torch.random`. */
export { initialSeed, manualSeed, seed } from './runtime/seed'
export { forkRng, getRngState, setRngState, type ForkRngOptions } from './tensor'
