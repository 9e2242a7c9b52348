// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/mock/client_list.h"
#include "scenario/mock/replay_script.h"
#include "scenario/server/client_handler.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace framescope::scenario {

/// Plays the server of a recording: each client gets the connection of its path whose turn it is.
/// Must outlive the server, whose thread calls it; `clients()` is for any thread.
class Replay
{
public:
    enum class Pace {
        Cause, ///< each answer at once
        Time   ///< after the time that it took in the recording
    };
    struct Options
    {
        Pace pace = Pace::Cause;
        std::function<void()> left = {}; ///< called when a client with a request has left
        /// Called with a line on a message of a client that is not in the recording.
        std::function<void(const std::string&)> told = {};
    };
    /// Fails if there is nothing in the recording that can be replayed.
    static Result<std::unique_ptr<Replay>> make(std::shared_ptr<const timeline::Timeline> timeline,
                                                Options options);

    /// For the Server.
    MakeHandler handlers();
    const ClientList& clients() const { return clients_; }
    /// See Mock::targets().
    std::vector<std::string> targets() const;

private:
    friend class ReplayClient;
    Replay(std::shared_ptr<const timeline::Timeline> timeline, Options options);

    /// A connection of the recording, and how often it was played.
    struct Entry
    {
        ReplayScript script;
        std::size_t played = 0;
    };
    /// Of those for the target, the first that was played least; null if there is none.
    const ReplayScript* scriptFor(const std::string& target);
    std::string paths() const;

    std::shared_ptr<const timeline::Timeline> timeline_;
    Options options_;
    timeline::StreamReader reader_;
    std::vector<Entry> entries_;
    ClientList clients_;
};

} // namespace framescope::scenario
