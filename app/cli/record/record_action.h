// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/behaviours.h"
#include "message/draft.h"
#include "message/outgoing.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace framescope::cli {

/// A draft, and the option that it is the value of: "--send, number 2".
struct NamedDraft
{
    message::Draft draft;
    std::string option = {};
};

/// Something that `record` does once the connection is open: it sends a message or a draft, whose
/// templates are expanded then, it waits, or it does something wrong.
using RecordAction =
    std::variant<message::Outgoing, NamedDraft, std::chrono::milliseconds, connection::Misdeed>;

/// Whether the action sends a Close.
bool isClose(const RecordAction& action);

/// As message::outgoingFrom; an error names the option.
Result<message::Outgoing> outgoingFrom(const NamedDraft& named, message::TemplateScope& scope);

// Each function reads the value of an option for an action. An error does not name the option.

/// The value of --send: UTF-8.
Result<message::Outgoing> parseSend(const std::string& value);
/// The value of --send-binary: hex, or @ and the name of a file.
Result<message::Outgoing> parseSendBinary(const std::string& value);
/// The value of --ping: at most 125 bytes.
Result<message::Outgoing> parsePing(const std::string& value);
/// The value of --pong: at most 125 bytes.
Result<message::Outgoing> parsePong(const std::string& value);
/// The value of --send-raw: hex.
Result<message::Outgoing> parseSendRaw(const std::string& value);
/// The value of --send-file and --send-text-file: the name of a file, which is opened and read
/// while it is sent.
Result<message::Outgoing> parseSendFile(const std::string& value);
Result<message::Outgoing> parseSendTextFile(const std::string& value);
/// The value of --close: CODE or CODE:REASON, both allowed in a Close frame.
Result<message::Outgoing> parseClose(const std::string& value);
/// Splits a data message into fragments of `size` bytes, if that is given.
message::Outgoing inFragments(message::Outgoing action, std::optional<std::uint64_t> size);

} // namespace framescope::cli
