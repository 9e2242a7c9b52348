// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/inferring/inference.h"

#include "base/text/utf8_validator.h"
#include "codec/decoding.h"
#include "codec/json/json_text.h"
#include "contract/document/discriminators.h"

#include <algorithm>

namespace framescope::contract {

using codec::JsonKind;

namespace {

YamlValue reference(const std::string& pointer)
{
    return YamlValue::map({{"$ref", YamlValue::of(pointer), {}}});
}

/// A name that may be a key of components: letters, digits, '.', '-' and '_'.
std::string plainName(std::string_view text)
{
    constexpr std::size_t Longest = 60;
    std::string name;
    for (const char c : text.substr(0, Longest)) {
        const bool isPlain = codec::isDigit(c) || (c >= 'a' && c <= 'z') ||
                             (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
        name += isPlain ? c : '_';
    }
    return name;
}

/// Members of a schema for strings of which only the names are known.
YamlValue stringsSchema(const std::vector<std::string>& names)
{
    YamlValue properties = YamlValue::map();
    for (const std::string& name : names) {
        properties.add(name, YamlValue::map({{"type", YamlValue::of("string"), {}}}));
    }
    return YamlValue::map(
        {{"type", YamlValue::of("object"), {}}, {"properties", std::move(properties), {}}});
}

YamlValue bindings(const Inference::Handshake& handshake)
{
    YamlValue socket = YamlValue::map({{"method", YamlValue::of("GET"), {}}});
    if (!handshake.queryNames.empty()) {
        socket.add("query", stringsSchema(handshake.queryNames));
    }
    YamlValue headers = stringsSchema(handshake.headerNames);
    if (!handshake.subprotocols.empty()) {
        YamlValue list = YamlValue::list({}, YamlValue::Style::Line);
        for (const std::string& one : handshake.subprotocols) {
            list.items.push_back(YamlValue::of(one));
        }
        headers.entries[1].value.add(
            "Sec-WebSocket-Protocol",
            YamlValue::map({{"type", YamlValue::of("string"), {}}, {"enum", std::move(list), {}}}));
    }
    if (!headers.entries[1].value.entries.empty()) {
        socket.add("headers", std::move(headers));
    }
    socket.add("bindingVersion", YamlValue::plain("0.1.0"));
    return YamlValue::map({{"ws", std::move(socket), {}}});
}

/// Puts a marker in the place of secrets.
void removeSecrets(YamlValue& value, const SecretTests& secrets, std::string_view name = {})
{
    const bool isText = value.kind == YamlValue::Kind::Text;
    if (isText && (secrets.isName(name) || secrets.isText(value.text))) {
        value = YamlValue::of("***removed***");
    }
    for (YamlValue& item : value.items) {
        removeSecrets(item, secrets, name);
    }
    for (YamlEntry& entry : value.entries) {
        removeSecrets(entry.value, secrets, entry.key);
    }
}

/// Whether a value of at most so many levels is read from YAML.
bool isReadable(const YamlValue& value, std::size_t levels)
{
    const auto isInside = [levels](const YamlValue& inner) {
        return isReadable(inner, levels - 1);
    };
    return value.isScalar() || (levels > 0 && value.entries.size() <= collection::MostYamlKeys &&
                                std::ranges::all_of(value.items, isInside) &&
                                std::ranges::all_of(value.entries, isInside, &YamlEntry::value));
}

} // namespace

/// Whether the payload is JSON, or decodes to it.
bool Inference::read(ByteView payload)
{
    if (!json_.read(asText(payload))) {
        return true;
    }
    const codec::Decoding decoding =
        codec::decode(std::make_shared<const Bytes>(payload.begin(), payload.end()));
    if (!decoding.tree || decoding.failure) {
        return false;
    }
    decoded_ = codec::jsonText(*decoding.tree);
    return !json_.read(decoded_);
}

void Inference::look(Direction direction, ByteView payload)
{
    Seen& seen = seen_[indexOf(direction)];
    if (!read(payload) || json_[JsonNodes::Root].kind != JsonKind::Object) {
        return;
    }
    ++seen.objects;
    if (seen.shapes.size() <= MostShapes) {
        seen.shapes.insert(keysText());
    }
    std::string buffer;
    for (auto id = JsonNodes::firstChild(JsonNodes::Root); id < json_[JsonNodes::Root].next;
         id = json_[id].next) {
        const JsonNodes::Node& node = json_[id];
        if (node.kind == JsonKind::String && isUsualDiscriminator(node.key)) {
            Candidate& candidate = seen.candidates[std::string(node.key)];
            ++candidate.count;
            if (candidate.values.size() <= MostKinds) {
                candidate.values.emplace(json_.string(id, buffer).substr(0, 200));
            }
        }
    }
}

/// The usual name that most messages have and that has few values; empty if there is none.
const std::string& Inference::discriminator(Direction direction)
{
    Seen& seen = seen_[indexOf(direction)];
    if (!seen.discriminator) {
        seen.discriminator = std::string();
        constexpr std::size_t SureRank = 7; // "command": it names the kind even if each comes once
        std::size_t best = SIZE_MAX;
        for (const auto& [key, candidate] : seen.candidates) {
            const std::size_t rank = usualRank(key);
            const bool isFit = candidate.count * 2 > seen.objects &&
                               candidate.values.size() <= MostKinds &&
                               (candidate.values.size() * 2 <= candidate.count || rank <= SureRank);
            if (isFit && rank < best) {
                best = rank;
                seen.discriminator = key;
            }
        }
    }
    return *seen.discriminator;
}

std::string Inference::keysText() const
{
    std::set<std::string_view> keys;
    for (auto id = JsonNodes::firstChild(JsonNodes::Root); id < json_[JsonNodes::Root].next;
         id = json_[id].next) {
        keys.insert(json_[id].key);
    }
    std::string text;
    for (const std::string_view key : keys) {
        text.append(text.empty() ? "" : ",").append(key);
    }
    return text;
}

void Inference::add(Direction direction, ByteView payload, bool isText)
{
    const Seen& seen = seen_[indexOf(direction)];
    std::string key = isText ? "text" : "binary"; // what is not JSON
    std::string value;
    const bool isJson = read(payload);
    if (isJson && json_[JsonNodes::Root].kind == JsonKind::Object) {
        const auto member = json_.member(JsonNodes::Root, discriminator(direction));
        std::string buffer;
        const std::string_view told = member && json_[*member].kind == JsonKind::String
                                          ? json_.string(*member, buffer)
                                          : std::string_view();
        if (!told.empty() && told.size() <= Shape::LongestKey && isUtf8(asBytes(told))) {
            value = told;
            key = "=" + value;
        } else {
            key = seen.shapes.size() <= MostShapes && discriminator(direction).empty()
                      ? "{" + keysText()
                      : "{";
        }
    } else if (isJson) {
        key = std::string(kindText(json_[JsonNodes::Root].kind));
    }
    auto& kind = kinds_[{direction, key}];
    if (!kind) {
        kind = std::make_unique<Kind>();
        kind->direction = direction;
        kind->value = value;
        kind->isJson = isJson;
        kind->contentType = isText ? "text/plain" : "application/octet-stream";
    }
    if (isJson) {
        kind->shape.add(json_, JsonNodes::Root, budget_);
        if (kind->example.isNull() && options_.examples) {
            takeExample(*kind);
        }
    }
}

/// The kinds with names of their own.
std::map<std::string, const Inference::Kind*> Inference::named() const
{
    std::map<std::string, const Kind*> names;
    for (const auto& [key, kind] : kinds_) {
        const bool isIn = key.first == Direction::In;
        std::string name = kind->isJson ? plainName(kind->value) : key.second;
        if (name.empty()) {
            name = isIn ? "fromServer" : "fromClient";
        }
        const std::string base =
            names.contains(name) && !isIn && !kind->value.empty() ? name + "FromClient" : name;
        name = base;
        for (int i = 2; names.contains(name); ++i) {
            name = base + std::to_string(i);
        }
        names[name] = kind.get();
    }
    return names;
}

YamlValue Inference::message(const Kind& kind) const
{
    YamlValue message = YamlValue::map();
    if (!kind.isJson) {
        message.add("contentType", YamlValue::of(kind.contentType));
        return message;
    }
    message.add("contentType", YamlValue::of("application/json"));
    YamlValue payload = kind.shape.schema(options_.secrets);
    const std::string key = seen_[indexOf(kind.direction)].discriminator.value_or("");
    for (YamlEntry& entry : payload.entries) {
        for (YamlEntry& member : entry.value.entries) {
            if (entry.key == "properties" && member.key == key && !kind.value.empty()) {
                member.value = YamlValue::map({{"type", YamlValue::of("string"), {}},
                                               {"const", YamlValue::of(kind.value), {}}});
            }
        }
    }
    message.add("payload", std::move(payload));
    if (!kind.example.isNull()) {
        YamlValue item = YamlValue::map({{"payload", kind.example, {}}});
        message.add("examples", YamlValue::list({std::move(item)}));
    }
    return message;
}

/// Takes the present message for an example, if it can be read again where it stands in a document.
void Inference::takeExample(Kind& kind) const
{
    constexpr std::size_t Largest = 100'000; // bytes, as there may be many kinds
    constexpr std::size_t Above = 6;         // levels of the document
    if (json_.text().size() > Largest) {
        return;
    }
    auto value = readDocument(json_.text(), "example.json");
    if (value && isReadable(*value, collection::MostYamlDepth - Above)) {
        removeSecrets(*value, options_.secrets);
        kind.example = *std::move(value);
    }
}

std::string Inference::document(const Handshake& handshake) const
{
    YamlValue messages = YamlValue::map();
    YamlValue references = YamlValue::map();
    YamlValue sent = YamlValue::list({});
    YamlValue received = YamlValue::list({});
    for (const auto& [name, kind] : named()) {
        messages.add(name, message(*kind));
        references.add(name, reference("#/components/messages/" + name));
        (kind->direction == Direction::In ? sent : received)
            .items.push_back(reference("#/channels/main/messages/" + name));
    }
    YamlValue operations = YamlValue::map();
    const auto addOperation = [&](const char* name, YamlValue list) {
        if (!list.items.empty()) {
            operations.add(name, YamlValue::map({{"action", YamlValue::of(name), {}},
                                                 {"channel", reference("#/channels/main"), {}},
                                                 {"messages", std::move(list), {}}}));
        }
    };
    addOperation("send", std::move(sent));
    addOperation("receive", std::move(received));
    YamlValue root = YamlValue::map();
    root.add("asyncapi", YamlValue::plain("3.0.0"));
    root.add("info", YamlValue::map(
                         {{"title", YamlValue::of(handshake.title), {}},
                          {"version", YamlValue::plain("0.1.0"), {}},
                          {"description",
                           YamlValue::of("A first version, made of what was seen in a recording."),
                           {}}}));
    root.add("defaultContentType", YamlValue::of("application/json"));
    if (!handshake.host.empty()) {
        root.add("servers",
                 YamlValue::map(
                     {{"server",
                       YamlValue::map(
                           {{"host", YamlValue::of(handshake.host), {}},
                            {"protocol", YamlValue::of(handshake.isSecure ? "wss" : "ws"), {}}}),
                       {}}}));
    }
    YamlValue channel = YamlValue::map({{"address", YamlValue::of(handshake.path), {}}});
    channel.add("messages", std::move(references));
    channel.add("bindings", bindings(handshake));
    root.add("channels", YamlValue::map({{"main", std::move(channel), {}}}));
    root.add("operations", std::move(operations));
    root.add("components", YamlValue::map({{"messages", std::move(messages), {}}}));
    return collection::yamlText(root);
}

} // namespace framescope::contract
