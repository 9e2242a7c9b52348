// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "contract/document/channel.h"
#include "contract/document/message.h"
#include "contract/schema/resources.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::contract {

/// Whom a document describes. AsyncAPI 3 says what the application sends; most documents are those
/// of a server.
enum class Side : std::uint8_t { Server, Client };

/// Whether a document says that it is AsyncAPI.
bool isAsyncApi(const YamlValue& document);

/// Reads the messages of an AsyncAPI document, 2.x or 3.x, with their directions and the places of
/// their schemas. Correlation ids, security and what does not concern messages is not looked at.
class AsyncApiReader
{
public:
    AsyncApiReader(Resources& resources, const Place& document, Side side)
        : resources_(resources), document_(document), side_(side)
    {
    }

    Result<std::vector<Message>> read();
    const std::vector<Channel>& channels() const { return channels_; }
    /// What in the document is not checked.
    const std::vector<std::string>& remarks() const { return remarks_; }

private:
    struct Use
    {
        bool sent = false; ///< by the application
        bool received = false;
        bool isReply = false;
    };

    void readChannels2(const Place& channels);
    void readChannels3(const Place& channels);
    void readOperations3(const Place& operations);
    void readOperation3(const Place& operation);
    /// Returns the messages, in messages_.
    std::vector<std::size_t> useMessages3(const Place& operation, Use use, const Place& channel);

    /// The messages of a channel of version 3, with their names.
    void eachMessage3(const Place& channel,
                      const std::function<void(const Place&, const std::string&)>& take);
    std::optional<std::size_t> takeMessage(const Place& message, const std::string& name,
                                           std::size_t channel, Use use);
    /// The number of a channel, in channels_.
    std::size_t takeChannel(const Place& channel, std::string_view address);
    void takePayload(Message& message);
    std::string uniqueName(const std::string& name, const std::string& channel);
    bool isForWebSocket(const Place& channel);

    /// A value, or what its $ref leads to.
    std::optional<Place> followed(const Place& place);
    std::optional<Place> followedAt(const Place& place, std::string_view key);
    bool expectMap(const Place& place, const char* what);
    void mistake(const Place& place, std::string what, std::string hint = {});
    void remark(const Place& place, const std::string& what);

    Resources& resources_;
    Place document_;
    Side side_;
    bool isVersion2_ = false;
    std::set<const YamlValue*> webSocketServers_;
    std::vector<Message> messages_;
    std::vector<Channel> channels_;
    std::map<const YamlValue*, std::size_t> knownChannels_;
    std::map<const YamlValue*, std::size_t> known_; ///< of a message's value
    std::vector<std::string> remarks_;
    std::optional<Error> mistake_;
};

} // namespace framescope::contract
