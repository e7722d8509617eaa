/** Distances and similarities of vectors. */
export { CosineSimilarity, type CosineSimilarityOptions } from './cosineSimilarity'
export { PairwiseDistance, type PairwiseDistanceOptions } from './pairwiseDistance'
