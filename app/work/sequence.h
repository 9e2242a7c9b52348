// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace framescope::work {

/// Does pieces of work one after the other, in the order in which they were added, on the
/// program's pool. All functions may be called from any thread. The destructor does not wait:
/// what was added is still done.
class Sequence
{
public:
    Sequence();

    void add(std::function<void()> piece);
    /// Forgets the pieces that have not begun.
    void clear();
    /// Waits until all pieces are done.
    void wait() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace framescope::work
