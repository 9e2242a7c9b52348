// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/engine/contract_watch.h"
#include "scenario/mock/contract_mock.h"
#include "scenario/server/client_handler.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// One client of the server that a contract describes.
class ContractClient final : public ClientHandler
{
public:
    ContractClient(ContractMock& mock, ServerConnection& connection);
    ~ContractClient() override;

    void requested(ServerConnection& client, const wire::HttpHead& request) override;
    void message(ServerConnection& client, wire::Opcode opcode, ByteView payload) override;

private:
    bool isWelcome(const wire::HttpHead& request);
    void refuse(int status, const std::string& more);
    void sendAll();
    void send(std::size_t message);
    void answer(const contract::Message& message);
    void tell(const std::string& what);

    ContractMock& mock_;
    ServerConnection& connection_;
    ClientList::Client shown_;
    std::optional<std::size_t> channel_;
    ContractWatch watch_;
    std::vector<std::string> refusals_; ///< what was wrong with the handshake
    std::vector<std::size_t> unasked_;
    std::size_t next_ = 0; ///< of `unasked_`, or of replies
    std::size_t told_ = 0;
    Timestamp began_;
};

} // namespace framescope::scenario
