// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/engine/stepper.h"
#include "scenario/mock/client_list.h"
#include "scenario/model/scenario.h"
#include "scenario/server/client_handler.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace framescope::scenario {

/// Plays the server of scenarios: each client has a run of its own, of the first scenario that is
/// for its request. The rows of a matrix are played in turn. Must outlive the server, whose thread
/// calls it; `clients()` is for any thread.
class Mock
{
public:
    /// A client that has left, or whose verdict is known.
    struct Report
    {
        std::uint64_t client = 0; ///< ClientList::Client::number
        std::string address;
        RunResult result; ///< its steps are those of the scenario; none if there is no scenario
    };
    struct Options
    {
        Stepper::Options stepper; ///< of each run; the values of the matrix are added
        /// Called once for each client that has sent a request, as soon as its verdict is known.
        std::function<void(const Report&)> judged;
        /// Called for each of these when it has left.
        std::function<void()> left;
    };

    /// Fails if a scenario does not play a server, or has something that only a client can do.
    static Result<std::unique_ptr<Mock>>
    make(std::vector<std::shared_ptr<const Scenario>> scenarios, Options options);
    ~Mock();

    /// For the Server.
    MakeHandler handlers();
    const ClientList& clients() const { return clients_; }
    /// Targets of requests that it plays something for, each once, "/" for any; those that only a
    /// pattern describes are left out.
    std::vector<std::string> targets() const;

private:
    friend class MockClient;
    struct Play;

    explicit Mock(Options options);
    /// Null if no scenario is for the request.
    Play* playFor(const wire::HttpHead& request);
    std::string whatThereIs() const;

    Options options_;
    std::vector<std::unique_ptr<Play>> plays_;
    ClientList clients_;
};

} // namespace framescope::scenario
