// Memory of JS buffers under tensors. JS owns it, so two things are watched: the buffer stays
// referenced while a tensor uses it, and what still uses it when its JS thread ends gets memory of
// our own in time.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/StorageImpl.h>
#include <napi.h>

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

namespace isbe {

/// The buffers of one JS thread.
class BorrowedBuffers : public std::enable_shared_from_this<BorrowedBuffers> {
 public:
  /// A storage over `data`, memory of `owner`. To be called on the JS thread.
  c10::Storage borrow(napi_env env, napi_value owner, void* data, size_t bytes);
  /// Lets go of the buffers whose tensors are gone; they may have gone on any thread. To be called
  /// on the JS thread.
  void drain(napi_env env);
  /// The JS thread ends, and its memory with it: storages that are still in use, by tensors or
  /// graphs that other threads have, are given a copy.
  void close();

 private:
  struct Loan {
    std::shared_ptr<BorrowedBuffers> lender;
    napi_ref buffer;
  };
  friend bool borrows_js_buffer(const at::Tensor& tensor);
  static void give_back(void* context);

  std::mutex mutex_;
  std::unordered_map<Loan*, c10::weak_intrusive_ptr<c10::StorageImpl>> loans_;
  std::vector<napi_ref> given_back_;
  bool open_ = true;
};

bool borrows_js_buffer(const at::Tensor& tensor);

/// A tensor without memory of JS in its storage, its parts or its gradient: itself where there is
/// none. What its graph has saved stays; see `BorrowedBuffers::close`.
at::Tensor without_js_memory(const at::Tensor& tensor);

/// Held shared while a graph is walked, the only way from one thread to another's JS memory, and
/// alone while that memory is exchanged.
std::shared_timed_mutex& graph_walks();

}  // namespace isbe
