// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace framescope::work {

/// Runs pieces of work one after the other, in the order in which they were added, on the program's
/// pool. Thread-safe. The destructor does not wait: pieces already added still run.
class Sequence
{
public:
    Sequence();

    void add(std::function<void()> piece);
    /// Drops the pieces that have not begun.
    void clear();
    /// Waits until all pieces are done.
    void wait() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace framescope::work
