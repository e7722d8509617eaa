#include "borrowed.h"

#include <ATen/ATen.h>
#include <c10/core/CPUAllocator.h>

#include <chrono>
#include <cstring>

#include "errors.h"

namespace isbe {
namespace {

/// Longer than a step takes. Waiting without an end could be for ever: the walking thread may be
/// the one that waits for ours to end.
constexpr std::chrono::seconds kLongestWalk{10};

void give_own_memory(c10::StorageImpl& storage) {
  c10::DataPtr copy = c10::GetCPUAllocator()->allocate(storage.nbytes());
  std::memcpy(copy.get(), storage.data(), storage.nbytes());
  storage.set_data_ptr(std::move(copy));
}

at::Tensor copied(const at::Tensor& tensor) {
  if (!tensor.is_leaf() || !tensor.requires_grad()) return tensor.clone();
  return tensor.detach().clone().requires_grad_(true);
}

bool parts_borrow(const at::Tensor& tensor) {
  if (tensor.is_sparse()) {
    return borrows_js_buffer(tensor._indices()) || borrows_js_buffer(tensor._values());
  }
  if (tensor.layout() == c10::kSparseCsr || tensor.layout() == c10::kSparseBsr) {
    return borrows_js_buffer(tensor.crow_indices()) || borrows_js_buffer(tensor.col_indices()) ||
           borrows_js_buffer(tensor.values());
  }
  if (tensor.layout() == c10::kSparseCsc || tensor.layout() == c10::kSparseBsc) {
    return borrows_js_buffer(tensor.ccol_indices()) || borrows_js_buffer(tensor.row_indices()) ||
           borrows_js_buffer(tensor.values());
  }
  return tensor.is_nested() && borrows_js_buffer(tensor.values());
}

}  // namespace

c10::Storage BorrowedBuffers::borrow(napi_env env, napi_value owner, void* data, size_t bytes) {
  auto loan = std::make_unique<Loan>(Loan{shared_from_this(), nullptr});
  check_napi(napi_create_reference(env, owner, 1, &loan->buffer), "keep the buffer");
  Loan* const context = loan.release();
  c10::DataPtr pointer(data, context, give_back, c10::kCPU);
  c10::Storage storage(c10::Storage::use_byte_size_t(), bytes, std::move(pointer));
  std::lock_guard lock(mutex_);
  loans_.emplace(context, storage.getWeakStorageImpl());
  return storage;
}

void BorrowedBuffers::give_back(void* context) {
  const std::unique_ptr<Loan> loan(static_cast<Loan*>(context));
  BorrowedBuffers& lender = *loan->lender;
  std::lock_guard lock(lender.mutex_);
  lender.loans_.erase(loan.get());
  // Node deletes the references of a thread with it.
  if (lender.open_) lender.given_back_.push_back(loan->buffer);
}

void BorrowedBuffers::drain(napi_env env) {
  std::vector<napi_ref> given_back;
  {
    std::lock_guard lock(mutex_);
    given_back.swap(given_back_);
  }
  for (napi_ref buffer : given_back) napi_delete_reference(env, buffer);
}

void BorrowedBuffers::close() {
  std::vector<c10::intrusive_ptr<c10::StorageImpl>> in_use;
  {
    std::lock_guard lock(mutex_);
    open_ = false;
    given_back_.clear();
    for (auto& [loan, weak] : loans_) {
      if (auto storage = weak.lock()) in_use.push_back(std::move(storage));
    }
  }
  if (in_use.empty()) return;
  std::unique_lock alone(graph_walks(), kLongestWalk);
  for (const auto& storage : in_use) give_own_memory(*storage);
}

bool borrows_js_buffer(const at::Tensor& tensor) {
  return tensor.defined() && tensor.has_storage() &&
         tensor.storage().data_ptr().get_deleter() == BorrowedBuffers::give_back;
}

at::Tensor without_js_memory(const at::Tensor& tensor) {
  at::Tensor result = borrows_js_buffer(tensor) || parts_borrow(tensor) ? copied(tensor) : tensor;
  if (!tensor.is_leaf() || !tensor.grad().defined()) return result;
  result.mutable_grad() = without_js_memory(tensor.grad());
  return result;
}

std::shared_timed_mutex& graph_walks() {
  static auto* walks = new std::shared_timed_mutex;
  return *walks;
}

}  // namespace isbe
