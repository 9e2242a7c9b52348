// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/record_action.h"

#include "base/file/input_file.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "cli/record/option_error.h"
#include "message/file_content.h"

#include <charconv>
#include <cmath>

namespace framescope::cli {

namespace {

constexpr std::uint64_t LargestFile = 256 * 1024 * 1024;

Result<message::Outgoing> checked(message::Outgoing outgoing)
{
    return message::check(outgoing).map([&](std::uint64_t /*length*/) { return outgoing; });
}

Result<QString> utf8(std::string_view text, const char* hint = "")
{
    if (!isUtf8(asBytes(text))) {
        return failure("the text is not UTF-8", {}, hint);
    }
    return toQString(text);
}

Result<message::Outgoing> streamOf(const std::string& path, bool text)
{
    return message::FileContent::open(path).map(
        [&](std::shared_ptr<message::FileContent> content) -> message::Outgoing {
            return message::Stream{std::move(content), text};
        });
}

} // namespace

bool isClose(const RecordAction& action)
{
    if (const auto* named = std::get_if<NamedDraft>(&action)) {
        return named->draft.kind == message::Draft::Kind::Close;
    }
    const auto* outgoing = std::get_if<message::Outgoing>(&action);
    return outgoing && std::holds_alternative<message::Close>(*outgoing);
}

Result<message::Outgoing> outgoingFrom(const NamedDraft& named, message::TemplateScope& scope)
{
    return message::outgoingFrom(named.draft, scope).map_error([&](Error error) {
        const std::string option = named.option + (error.where.empty() ? "" : ",");
        return inOption(option, std::move(error));
    });
}

Result<message::Outgoing> parseSend(const std::string& value)
{
    return utf8(value, "--send-binary sends any bytes").map([](const QString& text) {
        return message::Outgoing(message::Text{text});
    });
}

Result<message::Outgoing> parseSendBinary(const std::string& value)
{
    if (value.starts_with('@')) {
        return readInputFile(value.substr(1), LargestFile)
            .map([](const Bytes& content) {
                return message::Outgoing(message::Binary{toByteArray(content)});
            })
            .map_error([](Error error) {
                error.where.insert(0, 1, '@');
                return error;
            });
    }
    return message::bytesFromHex(value).map(
        [](const QByteArray& bytes) { return message::Outgoing(message::Binary{bytes}); });
}

Result<message::Outgoing> parsePing(const std::string& value)
{
    return checked(message::Ping{QByteArray::fromStdString(value)});
}

Result<message::Outgoing> parsePong(const std::string& value)
{
    return checked(message::Pong{QByteArray::fromStdString(value)});
}

Result<message::Outgoing> parseSendRaw(const std::string& value)
{
    return message::bytesFromHex(value).and_then(
        [](const QByteArray& bytes) -> Result<message::Outgoing> {
            if (bytes.isEmpty()) {
                return failure("there are no bytes to send");
            }
            return message::Raw{bytes};
        });
}

Result<message::Outgoing> parseSendFile(const std::string& value)
{
    return streamOf(value, false);
}

Result<message::Outgoing> parseSendTextFile(const std::string& value)
{
    return streamOf(value, true);
}

Result<message::Outgoing> parseClose(const std::string& value)
{
    const std::string number = value.substr(0, value.find(':'));
    std::uint16_t code = 0;
    const char* end = number.data() + number.size();
    const auto [stop, error] = std::from_chars(number.data(), end, code);
    if (error != std::errc{} || stop != end) {
        return failure("\"" + number + "\" is not a close code", {}, "write CODE or CODE:REASON");
    }
    const bool hasReason = number.size() < value.size();
    return utf8(hasReason ? value.substr(number.size() + 1) : std::string())
        .and_then([code = code](const QString& reason) {
            return checked(message::Close{code, reason});
        });
}

message::Outgoing inFragments(message::Outgoing action, std::optional<std::uint64_t> size)
{
    if (const auto* text = std::get_if<message::Text>(&action); text && size) {
        return message::Fragments{*text, *size};
    }
    if (const auto* binary = std::get_if<message::Binary>(&action); binary && size) {
        return message::Fragments{*binary, *size};
    }
    if (auto* stream = std::get_if<message::Stream>(&action); stream && size) {
        stream->fragmentSize = size;
    }
    return action;
}

} // namespace framescope::cli
