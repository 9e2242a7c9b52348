// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cassert>
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace framescope {

/// An append-only sequence with one writer and any number of readers, without a lock.
///
/// Elements never move: block k holds `First << k` of them. `push` writes an element and then
/// publishes it with a release store of the count; a reader that has seen `size() > i`
/// (an acquire load) may read element i for as long as the log lives. Published elements never
/// change.
template <class T, std::size_t First = 1024>
class AppendLog
{
    static_assert(std::has_single_bit(First));

public:
    AppendLog() = default;
    AppendLog(const AppendLog&) = delete;
    AppendLog& operator=(const AppendLog&) = delete;

    ~AppendLog()
    {
        if constexpr (!std::is_trivially_destructible_v<T>) {
            const std::size_t count = size();
            for (std::size_t i = 0; i < count; ++i) {
                std::destroy_at(slot(i));
            }
        }
        for (std::size_t k = 0; k < blocks_.size(); ++k) {
            if (T* block = blocks_[k].load(std::memory_order_relaxed)) {
                std::allocator<T>{}.deallocate(block, First << k);
            }
        }
    }

    std::size_t size() const { return count_.load(std::memory_order_acquire); }
    bool empty() const { return size() == 0; }

    /// Precondition: `i < size()` as this thread has seen it.
    const T& operator[](std::size_t i) const { return *slot(i); }
    const T& back() const { return *slot(size() - 1); }

    /// Writer only. Returns the position of the new element.
    template <class... Args>
    std::size_t push(Args&&... args)
    {
        const std::size_t i = count_.load(std::memory_order_relaxed);
        const std::size_t k = blockOf(i);
        if (!blocks_[k].load(std::memory_order_relaxed)) {
            blocks_[k].store(std::allocator<T>{}.allocate(First << k), std::memory_order_release);
        }
        ::new (static_cast<void*>(slot(i))) T(std::forward<Args>(args)...);
        count_.store(i + 1, std::memory_order_release);
        return i;
    }

private:
    static std::size_t blockOf(std::size_t i)
    {
        return static_cast<std::size_t>(std::bit_width(i / First + 1) - 1);
    }

    T* slot(std::size_t i) const
    {
        const std::size_t k = blockOf(i);
        return blocks_[k].load(std::memory_order_acquire) + (i - ((First << k) - First));
    }

    std::array<std::atomic<T*>, 44> blocks_{};
    std::atomic<std::size_t> count_{0};
};

} // namespace framescope
