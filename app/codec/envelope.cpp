// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/envelope.h"

#include "codec/json/decimal.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace framescope::codec {

namespace {

bool beginsLikeContainer(std::string_view text)
{
    return !text.empty() && (text.front() == '{' || text.front() == '[');
}

std::size_t countDigits(std::string_view text)
{
    constexpr std::size_t most = 10;
    std::size_t count = 0;
    while (count < text.size() && count < most && isDigit(text[count])) {
        ++count;
    }
    return count;
}

/// Reads Socket.IO 5 after Engine.IO's '4': type, attachments "-", namespace ",", acknowledgement.
std::optional<Envelope> findSocketIo(std::string_view text)
{
    constexpr std::array<const char*, 7> types{"connect",
                                               "disconnect",
                                               "event",
                                               "acknowledgement",
                                               "connect error",
                                               "binary event",
                                               "binary acknowledgement"};
    std::string_view rest = text.substr(1);
    if (rest.empty() || rest.front() < '0' || rest.front() > '6') {
        return std::nullopt;
    }
    std::string note = types[static_cast<std::size_t>(rest.front() - '0')];
    rest.remove_prefix(1);
    if (const std::size_t digits = countDigits(rest);
        digits > 0 && digits < rest.size() && rest[digits] == '-') {
        note += ", " + std::string(rest.substr(0, digits)) + " attachments";
        rest.remove_prefix(digits + 1);
    }
    if (!rest.empty() && rest.front() == '/') {
        const std::size_t comma = rest.find(',');
        if (comma == std::string_view::npos) {
            return std::nullopt;
        }
        note += ", namespace " + std::string(rest.substr(0, comma));
        rest.remove_prefix(comma + 1);
    }
    if (const std::size_t digits = countDigits(rest); digits > 0) {
        note += ", id " + std::string(rest.substr(0, digits));
        rest.remove_prefix(digits);
    }
    if (!beginsLikeContainer(rest)) {
        return std::nullopt;
    }
    return Envelope{"Socket.IO", note, asBytes(rest), {}, false};
}

/// Reads an Engine.IO 4 packet: '0' is the handshake, '4' a message, 'b' a base64 message.
std::optional<Envelope> findEngineIo(std::string_view text)
{
    if (text.size() < 2) {
        return std::nullopt;
    }
    const std::string_view rest = text.substr(1);
    if (text.front() == '0' && rest.front() == '{') {
        return Envelope{"Engine.IO", "open", asBytes(rest), {}, false};
    }
    if (text.front() != '4') {
        return std::nullopt;
    }
    if (beginsLikeContainer(rest)) {
        return Envelope{"Engine.IO", "message", asBytes(rest), {}, false};
    }
    return findSocketIo(text);
}

/// Reads a SockJS frame with JSON: an array of messages, one message, or a close.
std::optional<Envelope> findSockJs(std::string_view text)
{
    if (text.size() < 3 || text[1] != '[') {
        return std::nullopt;
    }
    const char kind = text.front();
    if (kind != 'a' && kind != 'm' && kind != 'c') {
        return std::nullopt;
    }
    return Envelope{
        "SockJS", kind == 'c' ? "close" : "messages", asBytes(text.substr(1)), {}, false};
}

/// Reads `data:image/png;base64,…` (RFC 2397).
std::optional<Envelope> findDataUrl(std::string_view text)
{
    constexpr std::string_view scheme = "data:";
    constexpr std::string_view marker = ";base64,";
    constexpr std::size_t longestType = 200;
    if (!text.starts_with(scheme)) {
        return std::nullopt;
    }
    const std::size_t at = text.substr(0, longestType).find(marker);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    return Envelope{"data URL",
                    std::string(text.substr(scheme.size(), at - scheme.size())),
                    asBytes(text.substr(at + marker.size())),
                    {},
                    true};
}

/// Joins several JSON texts, which `separator` ends or separates, into one array.
std::optional<Envelope> joinRecords(std::string_view text, char separator, const char* name,
                                    const char* unit)
{
    std::size_t records = 0;
    Bytes joined{'['};
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        const std::string_view record = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (record.find_first_not_of(" \t\r") == std::string_view::npos) {
            continue;
        }
        if (!beginsLikeContainer(record)) {
            return std::nullopt;
        }
        if (records++ > 0) {
            joined.push_back(',');
        }
        append(joined, asBytes(record));
    }
    if (records == 0) {
        return std::nullopt;
    }
    joined.push_back(']');
    Envelope envelope;
    envelope.name = name;
    envelope.note = std::to_string(records) + ' ' + unit;
    envelope.joined = std::move(joined);
    return envelope;
}

} // namespace

std::optional<Envelope> findEnvelope(ByteView bytes)
{
    constexpr char recordSeparator = '\x1e';
    const std::string_view text = asText(bytes);
    if (text.empty()) {
        return std::nullopt;
    }
    if (auto envelope = findEngineIo(text)) {
        return envelope;
    }
    if (auto envelope = findSockJs(text)) {
        return envelope;
    }
    if (auto envelope = findDataUrl(text)) {
        return envelope;
    }
    if (!beginsLikeContainer(text)) {
        return std::nullopt;
    }
    if (text.back() == recordSeparator) {
        return joinRecords(text, recordSeparator, "SignalR", "records");
    }
    if (text.find("}\n{") != std::string_view::npos ||
        text.find("]\n[") != std::string_view::npos ||
        text.find("}\r\n{") != std::string_view::npos) {
        return joinRecords(text, '\n', "lines of JSON", "lines");
    }
    return std::nullopt;
}

} // namespace framescope::codec
