// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "scenario/model/step.h"
#include "scenario/model/verdict.h"
#include "scenario/server/server_connection.h"

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace framescope::scenario {

/// The clients of a server that plays something, for those who look on. Thread-safe.
class ClientList
{
public:
    struct Client
    {
        std::uint64_t number = 0;           ///< from 1, in their order
        ConnectionId connection;            ///< in the recording; 0 if nothing is recorded
        std::string address;                ///< "127.0.0.1:43210"
        std::string target;                 ///< of its request; empty before that
        std::string plays;                  ///< the name of the scenario, or of what is replayed
        const Step* step = nullptr;         ///< that is taken; valid as long as the server plays
        Outcome outcome = Outcome::Skipped; ///< Skipped: there is no verdict yet
        bool connected = true;
    };
    /// How many are kept; of more, those that came first are dropped.
    static constexpr std::size_t Most = 10'000;

    std::vector<Client> clients() const;
    std::uint64_t total() const; ///< that ever came

    std::uint64_t add(const ServerConnection& connection);
    /// Calls `change` with the client; nothing if it was dropped.
    template <class Change>
    void change(std::uint64_t number, const Change& change)
    {
        const std::scoped_lock lock(mutex_);
        if (!clients_.empty() && number >= clients_.front().number) {
            change(clients_[number - clients_.front().number]);
        }
    }

private:
    mutable std::mutex mutex_;
    std::deque<Client> clients_; ///< numbers without gaps
    std::uint64_t total_ = 0;
};

} // namespace framescope::scenario
