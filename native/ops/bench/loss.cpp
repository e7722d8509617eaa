// Times the loss operators against cross_entropy without any language above C++: what
// scripts/bench/peers/loss.py measures from Python and `isbe bench loss` from Node.
//
// Usage: isbe_bench_loss [--threads N] [--seconds S] [--only SUBSTRING] [--alone 1]
//
// A line a measurement: threads n k dtype targets mode ceMicros isbeMicros copyMicros ratio
// ofCopyBandwidth. The three are taken in turn, a batch each, and medians printed;
// with --alone 1 the operator runs by itself, for a profiler.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "../loss/operators.h"

namespace {

using Clock = std::chrono::steady_clock;
using Function = std::function<void()>;

double micros_since(Clock::time_point start) {
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

struct Case {
  int64_t n, k;
  at::ScalarType dtype;
  bool distributions;
};

struct Tensors {
  at::Tensor source, logits, target, out, own;

  explicit Tensors(const Case& c) {
    at::manual_seed(0);
    source = at::randn({c.n, c.k}).to(c.dtype);
    logits = source.clone().requires_grad_(true).view_as(source);
    target = c.distributions ? at::softmax(at::randn({c.n, c.k}), 1).to(c.dtype)
                             : at::randint(c.k, {c.n}, at::kLong);
    out = at::zeros_like(source);
    own = source.clone();
  }
};

void backward(const at::Tensor& loss, const at::Tensor& logits) {
  torch::autograd::grad({loss}, {logits});
}

#define DEFAULT_OPTIONS "softmax", "mean", 0., {}, -100, 0.25, {}, {}, false, "mse"

Function operation(const std::string& mode, Tensors& t) {
  using namespace isbe::operators;
  if (mode == "ce") {
    return [&t] { backward(at::cross_entropy_loss(t.logits, t.target), t.logits); };
  }
  if (mode == "copy") return [&t] { t.out.copy_(t.source); };
  if (mode == "direct") return [&t] { soft_error().call(t.source, t.target, DEFAULT_OPTIONS); };
  if (mode == "reused") {
    return [&t] { soft_error_into().call(t.source, t.target, DEFAULT_OPTIONS, t.out); };
  }
  if (mode == "inplace") {
    return [&t] { soft_error_into().call(t.own, t.target, DEFAULT_OPTIONS, t.own); };
  }
  if (mode == "forward") return [&t] { loss().call(t.logits, t.target, DEFAULT_OPTIONS); };
  return [&t] { backward(loss().call(t.logits, t.target, DEFAULT_OPTIONS), t.logits); };
}

int batch_size(const Function& f) {
  f();
  const auto start = Clock::now();
  f();
  return std::clamp(static_cast<int>(20'000 / micros_since(start)), 1, 5000);
}

std::vector<double> medians(const std::vector<Function>& functions, double seconds) {
  std::vector<int> sizes;
  std::vector<std::vector<double>> times(functions.size());
  for (const Function& f : functions) sizes.push_back(batch_size(f));
  const auto begin = Clock::now();
  for (int turn = 0; turn < 10 || micros_since(begin) < seconds * 1e6; ++turn) {
    for (size_t i = 0; i < functions.size(); ++i) {
      const auto start = Clock::now();
      for (int j = 0; j < sizes[i]; ++j) functions[i]();
      if (turn >= 2) times[i].push_back(micros_since(start) / sizes[i]);
    }
  }
  std::vector<double> result;
  for (auto& list : times) {
    std::nth_element(list.begin(), list.begin() + list.size() / 2, list.end());
    result.push_back(list[list.size() / 2]);
  }
  return result;
}

void measure(const Case& c, const std::string& mode, double seconds, const std::string& only,
             bool alone) {
  char name[100];
  std::snprintf(name, sizeof name, "%ld %ld %s %s %s", static_cast<long>(c.n),
                static_cast<long>(c.k), c10::toString(c.dtype),
                c.distributions ? "distribution" : "index", mode.c_str());
  if (std::string(name).find(only) == std::string::npos) return;
  Tensors t(c);
  if (alone) {
    std::printf("%d %-40s isbe %10.2f\n", at::get_num_threads(), name,
                medians({operation(mode, t)}, seconds)[0]);
    return;
  }
  const auto m = medians({operation("ce", t), operation(mode, t), operation("copy", t)}, seconds);
  std::printf("%d %-40s ce %10.2f isbe %10.2f copy %10.2f ratio %6.2f ofCopy %5.2f\n",
              at::get_num_threads(), name, m[0], m[1], m[2], m[0] / m[1], m[2] / m[1]);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  double seconds = 1;
  std::string only;
  bool alone = false;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--threads") at::set_num_threads(std::stoi(argv[i + 1]));
    if (option == "--seconds") seconds = std::stod(argv[i + 1]);
    if (option == "--only") only = argv[i + 1];
    if (option == "--alone") alone = std::string(argv[i + 1]) == "1";
  }
  const std::vector<std::string> modes = {"direct", "reused", "inplace", "autograd"};
  for (const Case& c : std::vector<Case>{{64, 10, at::kFloat, false},
                                         {128, 10, at::kFloat, false},
                                         {1024, 10, at::kFloat, false},
                                         {128, 1000, at::kFloat, false},
                                         {4096, 1000, at::kFloat, false},
                                         {512, 32000, at::kFloat, false},
                                         {256, 128256, at::kFloat, false},
                                         {128, 1000, at::kFloat, true},
                                         {4096, 1000, at::kFloat, true},
                                         {128, 1000, at::kBFloat16, false},
                                         {4096, 1000, at::kBFloat16, false},
                                         {512, 32000, at::kBFloat16, false}}) {
    for (const std::string& mode : modes) measure(c, mode, seconds, only, alone);
    if (c.k == 10) measure(c, "forward", seconds, only, alone);
  }
}
