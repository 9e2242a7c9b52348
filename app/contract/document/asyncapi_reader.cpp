// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/document/asyncapi_reader.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

namespace framescope::contract {

namespace {

constexpr std::size_t MostReferences = 50; ///< one after the other

std::string lastStep(std::string_view reference)
{
    const std::size_t slash = reference.rfind('/');
    std::string_view step = slash == reference.npos ? std::string_view() : reference.substr(slash);
    return step.empty() ? std::string() : takeStep(step);
}

/// The name of a message that a value is or refers to.
std::string nameOf(const YamlValue& value, const YamlValue& message, const std::string& fallback)
{
    const std::string reference = lastStep(stringAt(value, "$ref"));
    for (const std::string_view name : {stringAt(message, "messageId"), std::string_view(reference),
                                        stringAt(message, "name"), stringAt(message, "title")}) {
        if (!name.empty()) {
            return std::string(name);
        }
    }
    return fallback;
}

/// "application/cbor; charset=binary" is CBOR.
Encoding encodingOf(std::string_view contentType)
{
    std::string type(contentType.substr(0, contentType.find(';')));
    for (char& c : type) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    const auto has = [&type](std::string_view part) { return type.find(part) != type.npos; };
    const auto hasAny = [&has](std::initializer_list<std::string_view> parts) {
        return std::ranges::any_of(parts, has);
    };
    return type.empty() || has("json")          ? Encoding::Json
           : hasAny({"msgpack", "messagepack"}) ? Encoding::MessagePack
           : has("cbor")                        ? Encoding::Cbor
           : hasAny({"xml", "yaml", "script", "urlencoded", "graphql", "sql"}) ||
                   !(type.starts_with("application/") || type.starts_with("image/") ||
                     type.starts_with("audio/") || type.starts_with("video/") ||
                     type.starts_with("font/"))
               ? Encoding::Text
               : Encoding::Bytes;
}

} // namespace

bool isAsyncApi(const YamlValue& document)
{
    return at(document, "asyncapi") != nullptr;
}

Result<std::vector<Message>> AsyncApiReader::read()
{
    const YamlValue& version = *at(*document_.value, "asyncapi");
    isVersion2_ = version.text.starts_with("2.");
    if (!isVersion2_ && !version.text.starts_with("3.")) {
        return failure("AsyncAPI " + version.text + " is not read",
                       collection::placeText(document_.file, version.mark),
                       "versions 2 and 3 are: asyncapi: 3.0.0");
    }
    if (const auto servers = followedAt(document_, "servers"); servers && isMap(*servers->value)) {
        for (const YamlEntry& entry : servers->value->entries) {
            const auto server = followed(servers->inner(entry.key, entry.value));
            const auto protocol = server ? stringAt(*server->value, "protocol") : "";
            if (protocol == "ws" || protocol == "wss") {
                webSocketServers_.insert(server->value);
            }
        }
    }
    const auto channels = followedAt(document_, "channels");
    if (channels && expectMap(*channels, "channels")) {
        if (isVersion2_) {
            readChannels2(*channels);
        } else {
            if (const auto operations = followedAt(document_, "operations")) {
                readOperations3(*operations);
            }
            readChannels3(*channels);
        }
    }
    if (!mistake_ && messages_.empty()) {
        mistake(document_, "the document describes no message",
                "messages stand in channels, and in operations of version 3");
    }
    if (mistake_) {
        return tl::unexpected(*mistake_);
    }
    return std::move(messages_);
}

void AsyncApiReader::readChannels2(const Place& channels)
{
    for (const YamlEntry& entry : channels.value->entries) {
        const auto channel = followed(channels.inner(entry.key, entry.value));
        if (!channel || !expectMap(*channel, "a channel") || !isForWebSocket(*channel)) {
            continue;
        }
        const std::size_t number = takeChannel(*channel, entry.key);
        for (const char* action : {"publish", "subscribe"}) {
            const auto operation = followedAt(*channel, action);
            const auto message = operation ? followedAt(*operation, "message") : std::nullopt;
            if (!message) {
                continue;
            }
            // What others publish, the application receives; they subscribe to what it sends.
            const bool sent = std::string_view(action) == "subscribe";
            const Use use{.sent = sent, .received = !sent};
            const std::string_view id = stringAt(*operation->value, "operationId");
            const std::string fallback = id.empty() ? entry.key + ' ' + action : std::string(id);
            const YamlValue* alternatives = at(*message->value, "oneOf");
            if (!alternatives || !isList(*alternatives)) {
                const YamlValue* written = at(*operation->value, "message");
                takeMessage(*message, nameOf(*written, *message->value, fallback), number, use);
                continue;
            }
            const Place list = message->inner("oneOf", *alternatives);
            for (std::size_t i = 0; i < alternatives->items.size(); ++i) {
                const YamlValue& item = alternatives->items[i];
                if (const auto one = followed(list.inner(std::to_string(i), item))) {
                    takeMessage(*one,
                                nameOf(item, *one->value, fallback + ' ' + std::to_string(i + 1)),
                                number, use);
                }
            }
        }
    }
}

void AsyncApiReader::readOperations3(const Place& operations)
{
    if (!expectMap(operations, "operations")) {
        return;
    }
    for (const YamlEntry& entry : operations.value->entries) {
        const auto operation = followed(operations.inner(entry.key, entry.value));
        if (operation && expectMap(*operation, "an operation")) {
            readOperation3(*operation);
        }
    }
}

void AsyncApiReader::readOperation3(const Place& operation)
{
    const std::string_view action = stringAt(*operation.value, "action");
    if (action != "send" && action != "receive") {
        mistake(operation, "the action of an operation is send or receive");
        return;
    }
    const auto channel = followedAt(operation, "channel");
    if (!channel) {
        mistake(operation, "the operation has no channel", "channel: { $ref: '#/channels/…' }");
        return;
    }
    if (!isForWebSocket(*channel)) {
        return;
    }
    const bool sends = action == "send";
    const auto used = useMessages3(operation, {.sent = sends, .received = !sends}, *channel);
    if (const auto reply = followedAt(operation, "reply")) {
        const auto other = followedAt(*reply, "channel");
        const auto replies =
            useMessages3(*reply, {.sent = !sends, .received = sends, .isReply = true},
                         other ? *other : *channel);
        for (const std::size_t request : used) {
            auto& all = messages_[request].replies;
            all.insert(all.end(), replies.begin(), replies.end());
        }
    }
}

/// The messages that an operation or a reply names, or else all of its channel.
std::vector<std::size_t> AsyncApiReader::useMessages3(const Place& operation, Use use,
                                                      const Place& channel)
{
    std::vector<std::size_t> used;
    const std::size_t number = takeChannel(channel, stringAt(*channel.value, "address"));
    const auto take = [&](const Place& message, const std::string& name) {
        if (const auto taken = takeMessage(message, name, number, use)) {
            used.push_back(*taken);
        }
    };
    const YamlValue* listed = at(*operation.value, "messages");
    if (listed && !isList(*listed)) {
        mistake(operation.inner("messages", *listed), "the messages of an operation are a list");
        return used;
    }
    if (!listed) {
        eachMessage3(channel, take);
        return used;
    }
    const Place list = operation.inner("messages", *listed);
    for (std::size_t i = 0; i < listed->items.size(); ++i) {
        if (const auto message = followed(list.inner(std::to_string(i), listed->items[i]))) {
            take(*message, nameOf(listed->items[i], *message->value, "message"));
        }
    }
    return used;
}

/// What no operation names may go either way.
void AsyncApiReader::readChannels3(const Place& channels)
{
    for (const YamlEntry& entry : channels.value->entries) {
        const auto channel = followed(channels.inner(entry.key, entry.value));
        if (!channel || !expectMap(*channel, "a channel") || !isForWebSocket(*channel)) {
            continue;
        }
        const std::size_t number = takeChannel(*channel, stringAt(*channel->value, "address"));
        eachMessage3(*channel, [&](const Place& message, const std::string& name) {
            if (!known_.contains(message.value)) {
                takeMessage(message, name, number, {.sent = true, .received = true});
            }
        });
    }
}

void AsyncApiReader::eachMessage3(const Place& channel,
                                  const std::function<void(const Place&, const std::string&)>& take)
{
    const auto messages = followedAt(channel, "messages");
    if (!messages || !expectMap(*messages, "the messages of a channel")) {
        return;
    }
    for (const YamlEntry& entry : messages->value->entries) {
        if (const auto message = followed(messages->inner(entry.key, entry.value))) {
            take(*message, entry.key);
        }
    }
}

std::size_t AsyncApiReader::takeChannel(const Place& channel, std::string_view address)
{
    const auto [entry, isNew] = knownChannels_.try_emplace(channel.value, channels_.size());
    if (isNew) {
        Channel& made = channels_.emplace_back();
        made.address = address;
        const auto bindings = followedAt(channel, "bindings");
        const auto binding = bindings ? followedAt(*bindings, "ws") : std::nullopt;
        for (auto [key, schema] :
             {std::pair("query", &made.query), std::pair("headers", &made.headers)}) {
            if (const auto place = binding ? followedAt(*binding, key) : std::nullopt) {
                *schema = *place;
                schema->draft = Draft::Draft7;
            }
        }
    }
    return entry->second;
}

std::optional<std::size_t> AsyncApiReader::takeMessage(const Place& message,
                                                       const std::string& name, std::size_t channel,
                                                       Use use)
{
    if (!expectMap(message, "a message")) {
        return std::nullopt;
    }
    const std::string& address = channels_[channel].address;
    const auto [entry, isNew] = known_.try_emplace(message.value, messages_.size());
    if (isNew) {
        Message made;
        made.name = uniqueName(name, address);
        made.channel = address;
        made.place = message;
        takePayload(made);
        messages_.push_back(std::move(made));
    }
    Message& taken = messages_[entry->second];
    const bool isServer = side_ == Side::Server;
    taken.fromServer = taken.fromServer || (isServer ? use.sent : use.received);
    taken.fromClient = taken.fromClient || (isServer ? use.received : use.sent);
    taken.isUnasked = taken.isUnasked || !use.isReply;
    if (std::ranges::find(taken.channels, channel) == taken.channels.end()) {
        taken.channels.push_back(channel);
    }
    return entry->second;
}

/// Finds schema and content type, which may stand in the message, in a trait of it or, the content
/// type, in the whole document.
void AsyncApiReader::takePayload(Message& message)
{
    std::string_view contentType = stringAt(*message.place.value, "contentType");
    std::string_view format = stringAt(*message.place.value, "schemaFormat");
    if (const YamlValue* traits = at(*message.place.value, "traits"); traits && isList(*traits)) {
        const Place list = message.place.inner("traits", *traits);
        for (std::size_t i = 0; i < traits->items.size(); ++i) {
            const auto trait = followed(list.inner(std::to_string(i), traits->items[i]));
            const auto given = trait ? stringAt(*trait->value, "contentType") : "";
            // A trait of version 2 replaces what the message says; one of version 3 does not.
            contentType =
                !given.empty() && (isVersion2_ || contentType.empty()) ? given : contentType;
        }
    }
    contentType =
        contentType.empty() ? stringAt(*document_.value, "defaultContentType") : contentType;
    message.encoding = encodingOf(contentType);
    const YamlValue* payload = at(*message.place.value, "payload");
    if (!payload) {
        return;
    }
    Place schema = message.place.inner("payload", *payload);
    schema.draft = Draft::Draft7;
    const YamlValue* inner = at(*payload, "schema");
    if (const auto given = stringAt(*payload, "schemaFormat"); !given.empty() && inner) {
        format = given;
        schema = schema.inner("schema", *inner);
    }
    const bool isKnown = format.empty() || format.starts_with("application/vnd.aai.asyncapi") ||
                         format.starts_with("application/schema+");
    if (!isKnown) {
        remark(schema, "not checked: a schema of the format " + std::string(format));
        message.encoding = message.isBinary() ? Encoding::Bytes : Encoding::Text;
        message.isUnchecked = true;
        return;
    }
    message.payload = schema;
}

std::string AsyncApiReader::uniqueName(const std::string& name, const std::string& channel)
{
    const auto isTaken = [this](const std::string& tried) {
        return std::ranges::find(messages_, tried, &Message::name) != messages_.end();
    };
    std::string unique = isTaken(name) && !channel.empty() ? name + ' ' + channel : name;
    const std::string base = unique;
    for (int i = 2; isTaken(unique); ++i) {
        unique = base + ' ' + std::to_string(i);
    }
    return unique;
}

/// Whether one of the channel's servers speaks WebSocket; true if the document does not tell.
bool AsyncApiReader::isForWebSocket(const Place& channel)
{
    const YamlValue* servers = at(*channel.value, "servers");
    if (!servers || !isList(*servers) || servers->items.empty() || webSocketServers_.empty()) {
        return true;
    }
    const Place list = channel.inner("servers", *servers);
    const auto all = followedAt(document_, "servers");
    for (std::size_t i = 0; i < servers->items.size(); ++i) {
        const YamlValue& item = servers->items[i];
        const YamlValue* named = isString(item) ? at(*all->value, item.text) : nullptr;
        const auto server = named ? followed(all->inner(item.text, *named))
                                  : followed(list.inner(std::to_string(i), item));
        if (server && webSocketServers_.contains(server->value)) {
            return true;
        }
    }
    return false;
}

std::optional<Place> AsyncApiReader::followed(const Place& place)
{
    Place at = place;
    for (std::size_t i = 0; i < MostReferences && !mistake_; ++i) {
        const YamlValue* reference = contract::at(*at.value, "$ref");
        if (!reference) {
            return at;
        }
        auto target = resources_.resolve(at, reference->text, reference->mark);
        if (!target) {
            mistake_ = target.error();
            return std::nullopt;
        }
        at = *std::move(target);
    }
    mistake(place, "the $ref leads to others without end");
    return std::nullopt;
}

std::optional<Place> AsyncApiReader::followedAt(const Place& place, std::string_view key)
{
    const YamlValue* value = at(*place.value, key);
    return value ? followed(place.inner(key, *value)) : std::nullopt;
}

bool AsyncApiReader::expectMap(const Place& place, const char* what)
{
    if (!isMap(*place.value)) {
        mistake(place, std::string(what) + ": this is a map, not " +
                           std::string(kindText(kindOf(*place.value))));
    }
    return isMap(*place.value);
}

void AsyncApiReader::mistake(const Place& place, std::string what, std::string hint)
{
    if (!mistake_) {
        mistake_ = Error{std::move(what), collection::placeText(place.file, place.value->mark),
                         std::move(hint)};
    }
}

void AsyncApiReader::remark(const Place& place, const std::string& what)
{
    remarks_.push_back(collection::placeText(place.file, place.value->mark) + ": " + what);
}

} // namespace framescope::contract
