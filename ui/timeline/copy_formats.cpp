// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/copy_formats.h"

#include "base/text/base64.h"
#include "base/text/hex.h"
#include "transcript/event_text.h"
#include "transcript/formats/hex_rows.h"
#include "transcript/formats/json_strings.h"
#include "transcript/formats/jsonl_rows.h"

#include <string>

namespace framescope::ui {

namespace {

using timeline::EventRecord;
using timeline::Kind;

/// Appends the payload, or the text of a Close frame or an event without payload.
void appendText(std::string& to, const EventRecord& record)
{
    const bool data = record.kind != Kind::Event && record.entry.type != timeline::Type::Close;
    if (data) {
        to += transcript::withoutInvalidUtf8(asText(record.payload));
    } else {
        to += transcript::eventText(record);
    }
    to += '\n';
}

void appendCArray(std::string& to, const EventRecord& record)
{
    constexpr std::size_t BytesPerLine = 12;
    const std::string number = std::to_string(std::uint64_t{record.id.value} + 1);
    if (record.payload.empty()) {
        to += "/* event_" + number + " has no bytes */\n";
        return;
    }
    to += "static const unsigned char event_" + number + '[' +
          std::to_string(record.payload.size()) + "] = {";
    for (std::size_t i = 0; i < record.payload.size(); ++i) {
        to += i % BytesPerLine == 0 ? "\n    0x" : " 0x";
        appendHex(to, record.payload[i]);
        to += ',';
    }
    to += "\n};\n";
}

} // namespace

bool isRowCopy(ActionId id)
{
    return id >= ActionId::CopyRows && id <= ActionId::CopyJsonLine;
}

present::MakeRowWriter payloadWriter(ActionId id)
{
    using enum ActionId;
    switch (id) {
    case CopyHex:
        return present::recordWriter([](std::string& to, const EventRecord& record) {
            appendHex(to, record.payload);
            to += '\n';
        });
    case CopyHexDump:
        return present::recordWriter([](std::string& to, const EventRecord& record) {
            transcript::HexRows({}).append(to, record);
        });
    case CopyBase64:
        return present::recordWriter([](std::string& to, const EventRecord& record) {
            appendBase64(to, record.payload);
            to += '\n';
        });
    case CopyCArray:
        return present::recordWriter(appendCArray);
    case CopyJsonLine:
        return present::recordWriter(
            [writer = transcript::JsonlRows()](std::string& to, const EventRecord& record) mutable {
                writer.append(to, record);
            });
    default:
        return present::recordWriter(appendText);
    }
}

} // namespace framescope::ui
