// Threads of an engine call functions that belong to one thread of JavaScript, which runs jobs
// again from within such functions. Run under sanitizers by stress.test.ts.
//
// Prints one JSON line: called (functions asked for), ran (on their thread), failed (with the error
// of the function), dropped and deleted (references, on any thread and on their own).
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <thread>
#include <vector>

#include "../../../native/addon/js_thread.h"

namespace {

constexpr int kThreads = 4;
constexpr int kCalls = 200;

isbe::JsThread js(nullptr);
std::atomic<int64_t> called{0}, failed{0}, dropped{0};
// Of the JS thread alone, so without a lock: it is for JsThread to order who writes.
int64_t ran = 0, deleted = 0;

void run_jobs(int depth);

void function(int round, int depth) {
  ++ran;
  if (depth > 0 && round % 20 == 0) run_jobs(depth - 1);
  if (round % 10 == 0) throw std::runtime_error("as asked for");
}

void call_functions(int depth) {
  for (int round = 1; round <= kCalls; ++round) {
    ++called;
    try {
      js.call([&](napi_env) { function(round, depth); });
    } catch (const std::runtime_error&) {
      ++failed;
    }
    if (round % 5 != 0) continue;
    ++dropped;
    js.drop(nullptr);
  }
}

/// What a graph does whose nodes run on several devices.
void run_jobs(int depth) {
  js.run([&] {
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) threads.emplace_back(call_functions, depth);
    for (auto& thread : threads) thread.join();
  });
}

}  // namespace

/// Node's, which isn't there.
extern "C" napi_status napi_delete_reference(napi_env, napi_ref) {
  ++deleted;
  return napi_ok;
}

int main() {
  js.set_always_serves(true);
  run_jobs(1);
  js.drain();
  std::printf("{\"called\":%ld,\"ran\":%ld,\"failed\":%ld,\"dropped\":%ld,\"deleted\":%ld}\n",
              static_cast<long>(called), static_cast<long>(ran), static_cast<long>(failed),
              static_cast<long>(dropped), static_cast<long>(deleted));
}
