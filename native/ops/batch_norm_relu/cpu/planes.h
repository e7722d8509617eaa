// The kernels over planes: one channel at a time, the numbers of which stay in registers.
#pragma once
#include "vector.h"

namespace isbe::batch_norm_relu {
inline namespace CPU_CAPABILITY {
namespace planes {

template <typename acc>
ISBE_INLINE acc sum_of_chains(const Vec<acc> (&chains)[4]) {
  return sum_of_lanes((chains[0] + chains[1]) + (chains[2] + chains[3]));
}

/** Reads a part twice, then from the cache: squares of small differences don't cancel. */
template <typename T>
void moments(const Problem& p, int64_t begin, int64_t end) {
  using acc = Acc<T>;
  for_each_plane_part(p.geometry, begin, end, [&](const PlanePart& part) {
    const T* x = static_cast<const T*>(p.input) + part.at;
    Vec<acc> sums[4] = {acc(0), acc(0), acc(0), acc(0)};
    for_each_vector_of<acc>(p.geometry, part, [&](int64_t k, auto n, int chain) ISBE_INLINE_LAMBDA {
      sums[chain] = sums[chain] + load(x + k, n, acc(0));
    });
    const acc centre = sum_of_chains(sums) / static_cast<acc>(part.images * part.size);
    Vec<acc> differences[4] = {acc(0), acc(0), acc(0), acc(0)};
    Vec<acc> squares[4] = {acc(0), acc(0), acc(0), acc(0)};
    for_each_vector_of<acc>(p.geometry, part, [&](int64_t k, auto n, int chain) ISBE_INLINE_LAMBDA {
      const Vec<acc> difference = load(x + k, n, centre) - Vec<acc>(centre);
      differences[chain] = differences[chain] + difference;
      squares[chain] = at::vec::fmadd(difference, difference, squares[chain]);
    });
    static_cast<acc*>(p.centres)[part.sum] = centre;
    static_cast<acc*>(p.sums)[part.sum] = sum_of_chains(differences);
    static_cast<acc*>(p.products)[part.sum] = sum_of_chains(squares);
  });
}

template <typename T>
void forward(const Problem& p, int64_t begin, int64_t end) {
  using acc = Acc<T>;
  for_each_plane_part(p.geometry, begin, end, [&](const PlanePart& part) {
    const T* x = static_cast<const T*>(p.input) + part.at;
    T* y = static_cast<T*>(p.output) + part.at;
    const auto channel = one_channel<acc>(p, part.channel);
    for_each_vector_of<acc>(p.geometry, part, [&](int64_t k, auto n, int) ISBE_INLINE_LAMBDA {
      store(y + k, positive_part(channel.normalized(load(x + k, n, acc(0)))), n);
    });
  });
}

template <typename T>
void reduction(const Problem& p, int64_t begin, int64_t end) {
  using acc = Acc<T>;
  for_each_plane_part(p.geometry, begin, end, [&](const PlanePart& part) {
    const T* x = static_cast<const T*>(p.input) + part.at;
    const T* gradient = static_cast<const T*>(p.gradient) + part.at;
    const auto channel = one_channel<acc>(p, part.channel);
    Vec<acc> sums[4] = {acc(0), acc(0), acc(0), acc(0)};
    Vec<acc> products[4] = {acc(0), acc(0), acc(0), acc(0)};
    for_each_vector_of<acc>(p.geometry, part, [&](int64_t k, auto n, int chain) ISBE_INLINE_LAMBDA {
      const Vec<acc> value = load(x + k, n, acc(0));
      const Vec<acc> g = channel.passed(value, load(gradient + k, n, acc(0)));
      sums[chain] = sums[chain] + g;
      products[chain] = at::vec::fmadd(g, value - channel.mean, products[chain]);
    });
    static_cast<acc*>(p.sums)[part.sum] = sum_of_chains(sums);
    static_cast<acc*>(p.products)[part.sum] = sum_of_chains(products);
  });
}

template <typename T>
void backward(const Problem& p, int64_t begin, int64_t end) {
  using acc = Acc<T>;
  for_each_plane_part(p.geometry, begin, end, [&](const PlanePart& part) {
    const T* x = static_cast<const T*>(p.input) + part.at;
    const T* gradient = static_cast<const T*>(p.gradient) + part.at;
    T* result = static_cast<T*>(p.output) + part.at;
    const auto channel = one_channel<acc>(p, part.channel);
    for_each_vector_of<acc>(p.geometry, part, [&](int64_t k, auto n, int) ISBE_INLINE_LAMBDA {
      const Vec<acc> g = load(gradient + k, n, acc(0));
      store(result + k, channel.gradient(load(x + k, n, acc(0)), g), n);
    });
  });
}

}  // namespace planes
}  // namespace CPU_CAPABILITY
}  // namespace isbe::batch_norm_relu
