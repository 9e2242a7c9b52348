// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace framescope::cli {

/// Something that `record` does once the connection is open.
struct RecordAction
{
    enum class Kind { SendText, SendBinary, Ping, Close };

    Kind kind = Kind::SendText;
    QString text;                      ///< of SendText; the reason of Close
    QByteArray bytes;                  ///< of SendBinary and Ping
    std::optional<std::uint16_t> code; ///< of Close
};

/// The value of --send: UTF-8.
Result<RecordAction> parseSend(const std::string& value);
/// The value of --send-binary: hex, or @ and the name of a file.
Result<RecordAction> parseSendBinary(const std::string& value);
/// The value of --ping: at most 125 bytes.
Result<RecordAction> parsePing(const std::string& value);
/// The value of --close: CODE or CODE:REASON, what may stand in a Close frame.
Result<RecordAction> parseClose(const std::string& value);

} // namespace framescope::cli
