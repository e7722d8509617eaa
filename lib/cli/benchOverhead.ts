export async function benchOverhead(): Promise<void> {}
