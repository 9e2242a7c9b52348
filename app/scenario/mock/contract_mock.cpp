// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/contract_mock.h"

#include "scenario/mock/contract_client.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

ContractMock::ContractMock(contract::Document::Ptr document, const std::string& path,
                           Options options)
    : document_(std::move(document)), contract_{{path}, path, document_},
      options_(std::move(options)), maker_(document_, options_.seed), checker_(document_),
      canMake_(document_->messages().size()), remarks_(document_->remarks())
{
}

Result<std::unique_ptr<ContractMock>> ContractMock::make(contract::Document::Ptr document,
                                                         const std::string& path, Options options)
{
    std::unique_ptr<ContractMock> mock(
        new ContractMock(std::move(document), path, std::move(options)));
    const auto& messages = mock->document_->messages();
    contract::MessageMaker trial(mock->document_, mock->options_.seed);
    for (std::size_t i = 0; i < messages.size(); ++i) {
        if (!messages[i].fromServer) {
            continue;
        }
        if (const auto made = trial.make(i)) {
            mock->canMake_[i] = true;
        } else {
            mock->remarks_.push_back(made.error().message());
        }
    }
    if (std::ranges::find(mock->canMake_, true) == mock->canMake_.end()) {
        return failure("the contract has no message of the server that can be made", path,
                       mock->remarks_.empty() ? "--side client: it describes the client"
                                              : mock->remarks_.back());
    }
    return mock;
}

MakeHandler ContractMock::handlers()
{
    return [this](ServerConnection& connection) {
        return std::make_unique<ContractClient>(*this, connection);
    };
}

std::vector<std::size_t> ContractMock::unasked(std::optional<std::size_t> channel) const
{
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < canMake_.size(); ++i) {
        const contract::Message& message = document_->messages()[i];
        const auto& channels = message.channels;
        const bool isHere = !channel || std::ranges::find(channels, *channel) != channels.end();
        if (canMake_[i] && message.isUnasked && isHere) {
            all.push_back(i);
        }
    }
    return all;
}

std::vector<std::string> ContractMock::targets() const
{
    std::vector<std::string> targets;
    for (const contract::Channel& channel : document_->channels()) {
        const bool isPattern = channel.address.find('{') != std::string::npos;
        if (!channel.address.empty() && !isPattern) {
            targets.push_back((channel.address.front() == '/' ? "" : "/") + channel.address);
        }
    }
    return document_->channels().empty() ? std::vector<std::string>{"/"} : targets;
}

std::string ContractMock::addresses() const
{
    std::string text;
    for (const contract::Channel& channel : document_->channels()) {
        text += "  " + channel.address + '\n';
    }
    return text;
}

} // namespace framescope::scenario
