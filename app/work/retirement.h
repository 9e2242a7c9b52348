// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace framescope::work {

/// Where work ends without anybody waiting for it: a thread that has not looked yet whether it is
/// to stop, a session whose last bytes go to the disk. One ending after the other, in a thread
/// that is started for the first.
class Retirement
{
public:
    Retirement();
    /// Waits until all that was taken has ended.
    ~Retirement();
    Retirement(const Retirement&) = delete;
    Retirement& operator=(const Retirement&) = delete;

    /// That of the program, which waits at its exit: for work that was told to stop.
    static Retirement& ofProgram();

    /// From any thread.
    void take(std::function<void()> ending);
    /// Destroys an object there.
    template <class T>
    void takeObject(std::unique_ptr<T> object)
    {
        if (object) {
            take([ending = std::shared_ptr<T>(std::move(object))]() mutable { ending.reset(); });
        }
    }

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::work
