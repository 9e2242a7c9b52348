// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/checking/checker.h"
#include "contract/making/message_maker.h"
#include "scenario/mock/client_list.h"
#include "scenario/mock/mock.h"
#include "scenario/server/client_handler.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// Plays the server that a contract describes: sends the messages that need no request, answers
/// those that have a reply, and holds its clients against the contract. Must outlive the server,
/// whose thread calls it; `clients()` is for any thread.
class ContractMock
{
public:
    struct Options
    {
        std::uint32_t seed = 1;            ///< the same messages for the same seed
        std::chrono::milliseconds every{}; ///< sends them again and again; 0: once
        /// Called for what a client does otherwise than the contract says, at most so often a
        /// client.
        std::function<void(const ClientList::Client& client, const std::string& what)> told = {};
        static constexpr std::size_t MostTold = 20;
        /// Called for each client that has sent a request, when it has left.
        std::function<void(const Mock::Report&)> judged = {};
        std::function<void()> left = {};
    };

    /// `path`: of the contract's file. Fails if the server has no message that can be made.
    static Result<std::unique_ptr<ContractMock>> make(contract::Document::Ptr document,
                                                      const std::string& path, Options options);

    /// For the Server.
    MakeHandler handlers();
    const ClientList& clients() const { return clients_; }
    /// See Mock::targets().
    std::vector<std::string> targets() const;
    /// Why messages can't be made, and what in the document is not checked.
    const std::vector<std::string>& remarks() const { return remarks_; }

private:
    friend class ContractClient;
    ContractMock(contract::Document::Ptr document, const std::string& path, Options options);

    /// The messages of a channel, or of all, that the server sends without being asked.
    std::vector<std::size_t> unasked(std::optional<std::size_t> channel) const;
    std::string addresses() const;

    contract::Document::Ptr document_;
    Contract contract_;
    Options options_;
    contract::MessageMaker maker_;
    contract::Checker checker_;
    std::vector<bool> canMake_; ///< by message
    std::vector<std::string> remarks_;
    ClientList clients_;
};

} // namespace framescope::scenario
