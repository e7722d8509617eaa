// GNU OpenMP's threads wait for each other by spinning for milliseconds. Nothing is faster on a
// quiet machine; beside other programs a step takes twice as long and more, because who spins keeps
// the core from who works. docs/performance.md has what each length of the spin costs and saves.
//
// The runtime reads the length once, but it spins for a moment only while it manages more threads
// than there are cores. So a watcher measures how long threads of this process wait for a core, and
// while that is long it holds a team of idle threads.
#include "contention.h"

#ifdef __linux__
#include <omp.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <system_error>
#include <thread>

namespace isbe {
namespace {

using namespace std::chrono_literals;

/** Returns when the thread is told to end, or after so long. */
void rest(const std::stop_token& end, std::chrono::milliseconds most) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any().wait_for(lock, end, most, [] { return false; });
}

/** So many threads that OpenMP has more than cores; their thread's end gives them back. */
std::jthread idle_team() {
  return std::jthread([](const std::stop_token& end) {
#pragma omp parallel num_threads(omp_get_num_procs() + 1)
    {
#pragma omp barrier  // an empty region would make no threads
    }
    while (!end.stop_requested()) rest(end, std::chrono::hours(1));
  });
}

constexpr auto kInterval = 250ms;
// Shares of a core over an interval. On two cores the delays were 0.5 to 1.0 beside one program or
// two, up to 0.23 beside none with long spins, and up to 0.11 with short ones.
constexpr double kBusy = 0.35;
constexpr double kQuiet = 0.2;
// A thread that wants less of a core is none that spins or computes: V8's compilers and collectors
// wait a little for the cores that this process itself keeps busy.
constexpr auto kBusyThread = kInterval / 4;

/** How long busy threads of this process were ready to run while others did. */
class Delays {
 public:
  /** Since the last call; threads that began since then are left out. */
  std::chrono::nanoseconds since_last() {
    std::map<std::string, Thread> now;
    std::chrono::nanoseconds sum{0};
    std::error_code error;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task", error)) {
      int64_t running = 0, delayed = 0;
      if (!(std::ifstream(task.path() / "schedstat") >> running >> delayed)) continue;
      const auto id = task.path().filename().string();
      const Thread thread{std::chrono::nanoseconds(running), std::chrono::nanoseconds(delayed)};
      now[id] = thread;
      const auto before = last_.find(id);
      if (before == last_.end()) continue;
      const auto delay = thread.delayed - before->second.delayed;
      if (thread.running - before->second.running + delay >= kBusyThread) sum += delay;
    }
    last_ = std::move(now);
    return sum;
  }

 private:
  struct Thread {
    std::chrono::nanoseconds running, delayed;
  };
  std::map<std::string, Thread> last_;
};

void watch(const std::stop_token& end) {
  Delays delays;
  std::optional<std::jthread> team;
  for (delays.since_last(); !end.stop_requested();) {
    rest(end, kInterval);
    const double share = std::chrono::duration<double>(delays.since_last()) / kInterval;
    try {
      if (!team && share > kBusy) team = idle_team();
    } catch (const std::system_error&) {
      continue;  // no thread is to be had: the spins stay long
    }
    if (team && share < kQuiet) team.reset();
  }
}

}  // namespace

void watch_contention() {
  // Whoever says how threads wait is asked for nothing.
  static const bool is_told = std::getenv("GOMP_SPINCOUNT") || std::getenv("OMP_WAIT_POLICY");
  if (is_told) return;
  static const std::jthread watcher = [] {
    try {
      return std::jthread(watch);
    } catch (const std::system_error&) {
      return std::jthread();
    }
  }();
}

}  // namespace isbe

#else

namespace isbe {

void watch_contention() {}

}  // namespace isbe

#endif
