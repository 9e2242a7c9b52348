// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/record_action.h"

#include "base/bytes.h"
#include "base/hex.h"
#include "base/input_file.h"
#include "base/qt_string.h"
#include "wire/frames/close_codes.h"
#include "wire/utf8_validator.h"

#include <charconv>

namespace framescope::cli {

namespace {

constexpr std::size_t LongestControlPayload = 125;
constexpr std::uint64_t LargestFile = 256 * 1024 * 1024;

QByteArray byteArray(const Bytes& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

Result<RecordAction> parseSend(const std::string& value)
{
    if (!wire::isUtf8(asBytes(value))) {
        return failure("the text is not UTF-8", "--send", "--send-binary sends any bytes");
    }
    return RecordAction{
        .kind = RecordAction::Kind::SendText, .text = toQString(value), .bytes = {}, .code = {}};
}

Result<RecordAction> parseSendBinary(const std::string& value)
{
    RecordAction action{
        .kind = RecordAction::Kind::SendBinary, .text = {}, .bytes = {}, .code = {}};
    if (value.starts_with('@')) {
        const auto content = readInputFile(value.substr(1), LargestFile);
        if (!content) {
            Error error = content.error();
            error.where.insert(0, "--send-binary @");
            return tl::unexpected(std::move(error));
        }
        action.bytes = byteArray(*content);
        return action;
    }
    const auto bytes = parseHex(value);
    if (!bytes) {
        return failure(bytes.error().message(), "--send-binary");
    }
    action.bytes = byteArray(*bytes);
    return action;
}

Result<RecordAction> parsePing(const std::string& value)
{
    if (value.size() > LongestControlPayload) {
        return failure("a ping carries at most 125 bytes, this one " + std::to_string(value.size()),
                       "--ping");
    }
    return RecordAction{.kind = RecordAction::Kind::Ping,
                        .text = {},
                        .bytes = QByteArray::fromStdString(value),
                        .code = {}};
}

Result<RecordAction> parseClose(const std::string& value)
{
    const std::string number = value.substr(0, value.find(':'));
    const std::string reason =
        number.size() < value.size() ? value.substr(number.size() + 1) : std::string();
    std::uint16_t code = 0;
    const char* end = number.data() + number.size();
    const auto [stop, error] = std::from_chars(number.data(), end, code);
    if (error != std::errc{} || stop != end) {
        return failure("\"" + number + "\" is not a close code", "--close",
                       "write CODE or CODE:REASON");
    }
    if (!wire::closeCode(code).validOnWire) {
        return failure("the code " + number + " is not allowed in a Close frame", "--close",
                       "use 1000, or a code from 3000 to 4999");
    }
    if (!wire::isUtf8(asBytes(reason))) {
        return failure("the reason is not UTF-8", "--close");
    }
    if (reason.size() > wire::MaxCloseReason) {
        return failure("a reason has at most 123 bytes, this one " + std::to_string(reason.size()),
                       "--close");
    }
    return RecordAction{
        .kind = RecordAction::Kind::Close, .text = toQString(reason), .bytes = {}, .code = code};
}

} // namespace framescope::cli
