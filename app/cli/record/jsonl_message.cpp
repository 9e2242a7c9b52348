// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/jsonl_message.h"

#include "base/text/base64.h"
#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "message/bytes_content.h"
#include "wire/frames/close_codes.h"
#include "wire/frames/close_payload.h"
#include "wire/frames/frame_header.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

namespace framescope::cli {

namespace {

using Object = nlohmann::json;

struct TypeName
{
    std::string_view name;
    int opcode; ///< -1: the event has its own
};
constexpr auto TypeNames = std::to_array<TypeName>({{"continuation", 0},
                                                    {"text", 1},
                                                    {"binary", 2},
                                                    {"close", 8},
                                                    {"ping", 9},
                                                    {"pong", 10},
                                                    {"reserved", -1}});

/// Takes the members of an object. What they hold is skipped where it is no single value, so that
/// depth costs nothing.
class Members : public nlohmann::json_sax<Object>
{
public:
    static constexpr std::size_t Most = 1000;

    Object take() { return std::move(object_); }
    bool tooMany() const { return object_.size() > Most; }

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t& /*text*/) override
    {
        return put(value);
    }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t& /*value*/) override { return false; }
    bool start_object(std::size_t /*size*/) override
    {
        return depth_++ == 0 || put(Object::object(), 2);
    }
    bool end_object() override { return depth_-- > 0; }
    bool start_array(std::size_t /*size*/) override
    {
        return depth_++ > 0 && put(Object::array(), 2);
    }
    bool end_array() override { return depth_-- > 0; }
    bool key(string_t& name) override
    {
        if (depth_ == 1) {
            key_ = std::move(name);
        }
        return true;
    }
    bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*error*/) override
    {
        return false;
    }

private:
    /// `depth`: that of a member's value.
    bool put(Object value, std::size_t depth = 1)
    {
        if (depth_ == depth) {
            object_[key_] = std::move(value);
        }
        return depth_ > 0 && !tooMany();
    }

    Object object_ = Object::object();
    std::string key_;
    std::size_t depth_ = 0;
};

/// The event of a line, read member by member; the first mistake is kept.
class Event
{
public:
    explicit Event(Object object) : object_(std::move(object)) {}

    std::string word(const char* key)
    {
        const Object* value = find(key);
        if (value && !value->is_string()) {
            report(key, "is no text");
        }
        return value && value->is_string() ? value->get<std::string>() : std::string();
    }

    std::optional<std::uint64_t> number(const char* key, std::uint64_t most)
    {
        const Object* value = find(key);
        if (!value) {
            return std::nullopt;
        }
        if (!value->is_number_unsigned() || value->get<std::uint64_t>() > most) {
            report(key, "is no number from 0 to " + std::to_string(most));
            return std::nullopt;
        }
        return value->get<std::uint64_t>();
    }

    std::optional<bool> truth(const char* key)
    {
        const Object* value = find(key);
        if (value && !value->is_boolean()) {
            report(key, "is neither true nor false");
        }
        return value && value->is_boolean() ? std::optional(value->get<bool>()) : std::nullopt;
    }

    bool has(const char* key) const { return find(key) != nullptr; }

    /// The bytes of `text` or `base64`, and what an event has of a payload that can't be inflated.
    std::optional<QByteArray> payload()
    {
        for (const char* key : {"wire_base64", "base64"}) {
            if (has(key)) {
                return base64(key);
            }
        }
        return has("text") ? std::optional(QByteArray::fromStdString(word("text"))) : std::nullopt;
    }

    std::optional<wire::MaskKey> maskKey()
    {
        if (!has("mask_key")) {
            return std::nullopt;
        }
        wire::MaskKey key{};
        const auto bytes = parseHex(word("mask_key"));
        if (!bytes || bytes->size() != key.size()) {
            report("mask_key", "is no key of 8 hex digits");
            return std::nullopt;
        }
        std::ranges::copy(*bytes, key.begin());
        return key;
    }

    void report(const char* key, std::string what)
    {
        if (!mistake_) {
            mistake_ = Error{std::move(what), key, {}};
        }
    }
    const std::optional<Error>& mistake() const { return mistake_; }

private:
    /// Null if it is missing or null.
    const Object* find(const char* key) const
    {
        const auto found = object_.find(key);
        return found == object_.end() || found->is_null() ? nullptr : &*found;
    }

    QByteArray base64(const char* key)
    {
        const std::string text = word(key);
        const Base64 decoded = decodeBase64(asBytes(text));
        if (decoded.failure) {
            report(key, "is no base64: " + decoded.failure->what);
        }
        return toByteArray(decoded.bytes);
    }

    Object object_;
    std::optional<Error> mistake_;
};

message::Outgoing textFrom(const QByteArray& payload)
{
    if (isUtf8(viewOf(payload))) {
        return message::Text{toQString(asText(viewOf(payload)))};
    }
    return message::Stream{std::make_shared<message::BytesContent>(payload), true};
}

/// Whether the frame has nothing that a usual one has not.
bool isUsual(Event& event, std::uint64_t payloadSize)
{
    return event.truth("fin").value_or(true) && event.number("rsv", 7).value_or(0) == 0 &&
           event.truth("masked").value_or(true) &&
           event.number("payload_length", UINT64_MAX).value_or(payloadSize) == payloadSize &&
           payloadSize <= wire::MaxControlPayload;
}

/// The form of the length in a header of that size.
std::optional<wire::LengthForm> lengthForm(std::uint64_t headerLength, bool masked)
{
    switch (headerLength - (masked ? 4 : 0)) {
    case 2:
        return wire::LengthForm::Bits7;
    case 4:
        return wire::LengthForm::Bits16;
    case 10:
        return wire::LengthForm::Bits64;
    default:
        return std::nullopt;
    }
}

/// A payload was shown inflated: it is compressed again if that can be said of a single frame,
/// otherwise its message is sent uncompressed.
void setCompression(message::Frame& frame, Event& event)
{
    if (!event.truth("compressed").value_or(false) || event.has("wire_base64")) {
        return;
    }
    frame.compressed = frame.spec.fin && frame.spec.opcode != wire::Opcode::Continuation;
    frame.spec.rsv &= static_cast<std::uint8_t>(~wire::FrameHeader::Rsv1);
}

message::Outgoing frameFrom(Event& event, int opcode, const QByteArray& payload)
{
    message::Frame frame;
    frame.payload = payload;
    frame.spec.fin = event.truth("fin").value_or(true);
    frame.spec.rsv = static_cast<std::uint8_t>(event.number("rsv", 7).value_or(0));
    frame.spec.opcode =
        static_cast<wire::Opcode>(event.number("opcode", 15).value_or(std::max(opcode, 0)));
    const bool masked = event.truth("masked").value_or(true);
    const auto key = event.maskKey();
    if (masked) {
        frame.spec.maskKey = key ? *key : wire::randomMaskKey();
    }
    setCompression(frame, event);
    const auto size = static_cast<std::uint64_t>(payload.size());
    if (event.truth("compressed").value_or(false) && !event.has("wire_base64")) {
        return message::Frames{{frame}}; // its length on the wire is not that of the payload
    }
    if (const auto length = event.number("payload_length", UINT64_MAX); length != size) {
        frame.spec.claimedLength = length;
    }
    if (const auto header = event.number("header_length", wire::FrameHeader::MaxSize)) {
        frame.spec.lengthForm = lengthForm(*header, masked);
    }
    return message::Frames{{frame}};
}

message::Outgoing closeFrom(Event& event, const std::optional<QByteArray>& payload)
{
    if (!payload) {
        message::Close close;
        if (const auto code = event.number("code", 65535)) {
            close.code = static_cast<std::uint16_t>(*code);
        }
        close.reason = toQString(event.word("reason"));
        return close;
    }
    const wire::ClosePayload parsed = wire::parseClosePayload(viewOf(*payload));
    const bool isWhole = payload->isEmpty() || (parsed.code && isUtf8(asBytes(parsed.reason)));
    if (isWhole && isUsual(event, viewOf(*payload).size()) &&
        (!parsed.code || wire::closeCode(*parsed.code).validOnWire)) {
        return message::Close{parsed.code, toQString(parsed.reason)};
    }
    return frameFrom(event, static_cast<int>(wire::Opcode::Close), *payload);
}

message::Outgoing outgoingFrom(Event& event, const std::string& kind, int opcode)
{
    const auto payload = event.payload();
    const QByteArray bytes = payload.value_or(QByteArray());
    const bool isFrame = kind == "frame";
    switch (opcode) {
    case static_cast<int>(wire::Opcode::Close):
        return closeFrom(event, payload);
    case static_cast<int>(wire::Opcode::Ping):
    case static_cast<int>(wire::Opcode::Pong):
        if (isUsual(event, viewOf(bytes).size())) {
            return opcode == static_cast<int>(wire::Opcode::Ping)
                       ? message::Outgoing(message::Ping{bytes})
                       : message::Outgoing(message::Pong{bytes});
        }
        break;
    case static_cast<int>(wire::Opcode::Text):
        if (!isFrame) {
            return textFrom(bytes);
        }
        break;
    case static_cast<int>(wire::Opcode::Binary):
        if (!isFrame) {
            return message::Binary{bytes};
        }
        break;
    default:
        break;
    }
    return frameFrom(event, opcode, bytes);
}

/// What would otherwise send something other than what is written.
void checkPayload(Event& event, int opcode)
{
    for (const char* key : {"hex", "data", "payload", "content", "body"}) {
        if (event.has(key)) {
            event.report(key, "is not read: text or base64 is the payload");
        }
    }
    if (event.has("text") && event.has("base64")) {
        event.report("text", "is the payload, and so is base64: leave out one of them");
    }
    if (opcode != static_cast<int>(wire::Opcode::Close) && !event.has("text") &&
        !event.has("base64") && !event.has("wire_base64")) {
        event.report("text", "is missing, and there is no base64 either");
    }
    const bool isControl = opcode >= static_cast<int>(wire::Opcode::Close);
    const auto size = isControl ? event.payload().value_or(QByteArray()).size() : 0;
    if (event.word("kind") != "frame" && size > qsizetype{wire::MaxControlPayload}) {
        event.report("text", "has " + std::to_string(size) +
                                 " bytes as a payload, and a control frame at most 125");
    }
    if (const auto given = event.number("opcode", 15);
        given && opcode >= 0 && *given != static_cast<std::uint64_t>(opcode)) {
        event.report("opcode", "is not that of the type");
    }
}

Result<message::Outgoing> readOutgoing(Event& event)
{
    const std::string kind = event.word("kind");
    if (!kind.empty() && kind != "message" && kind != "frame" && kind != "raw") {
        return failure("\"" + kind + "\" is unknown", "kind",
                       "message, frame and raw are sent, events are skipped");
    }
    if (kind == "raw") {
        const auto bytes = event.payload();
        if (!bytes || bytes->isEmpty()) {
            event.report("kind", "raw needs bytes in base64 or text");
        }
        return message::Raw{bytes.value_or(QByteArray())};
    }
    const std::string type = event.word("type");
    const auto* const row = std::ranges::find(TypeNames, type, &TypeName::name);
    if (row == TypeNames.end()) {
        return failure(type.empty() ? "is missing" : "\"" + type + "\" is unknown", "type",
                       "text, binary, ping, pong, close, continuation and reserved are sent");
    }
    if (row->opcode < 0 && !event.has("opcode")) {
        event.report("opcode", "is missing");
    }
    auto outgoing = outgoingFrom(event, kind, row->opcode);
    checkPayload(event, row->opcode);
    return outgoing;
}

} // namespace

Result<std::optional<message::Outgoing>> outgoingFromJsonl(std::string_view line)
{
    Members members;
    const bool isObject = Object::sax_parse(line, &members);
    if (members.tooMany()) {
        return failure("has more than " + std::to_string(Members::Most) + " members");
    }
    if (!isObject) {
        return failure("is no JSON object", {}, "write lines as `show --format jsonl` prints them");
    }
    Event event(members.take());
    if (event.word("kind") == "event" || event.word("dir") == "in") {
        return std::nullopt;
    }
    auto outgoing = readOutgoing(event);
    if (event.mistake()) {
        return tl::unexpected(*event.mistake());
    }
    return outgoing.and_then([](message::Outgoing& read) {
        return message::check(read).map(
            [&](std::uint64_t /*length*/) { return std::optional(std::move(read)); });
    });
}

} // namespace framescope::cli
