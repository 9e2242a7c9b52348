// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/copy_formats.h"

#include "base/base64.h"
#include "transcript/event_text.h"
#include "transcript/formats/hex_writer.h"
#include "transcript/formats/json_text.h"
#include "transcript/formats/jsonl_writer.h"

#include <string>

namespace framescope::ui {

namespace {

using timeline::EventRecord;
using timeline::Kind;

/// The payload; for an event without one, its text.
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

void appendHexLine(std::string& to, const EventRecord& record)
{
    transcript::appendHex(to, record.payload);
    to += '\n';
}

void appendBase64Line(std::string& to, const EventRecord& record)
{
    appendBase64(to, record.payload);
    to += '\n';
}

void appendCArray(std::string& to, const EventRecord& record)
{
    constexpr std::size_t BytesPerLine = 12;
    constexpr std::string_view Digits = "0123456789abcdef";
    const std::string number = std::to_string(std::uint64_t{record.id.value} + 1);
    if (record.payload.empty()) {
        to += "/* event_" + number + " has no bytes */\n";
        return;
    }
    to += "static const unsigned char event_" + number + '[' +
          std::to_string(record.payload.size()) + "] = {";
    for (std::size_t i = 0; i < record.payload.size(); ++i) {
        const std::uint8_t byte = record.payload[i];
        to += i % BytesPerLine == 0 ? "\n    0x" : " 0x";
        to += Digits[byte >> 4];
        to += Digits[byte & 0xF];
        to += ',';
    }
    to += "\n};\n";
}

} // namespace

std::optional<CopyFormat> copyFormatOf(ActionId id)
{
    switch (id) {
    case ActionId::CopyRows:
        return CopyFormat::Rows;
    case ActionId::CopyText:
        return CopyFormat::Text;
    case ActionId::CopyHex:
        return CopyFormat::Hex;
    case ActionId::CopyHexDump:
        return CopyFormat::HexDump;
    case ActionId::CopyBase64:
        return CopyFormat::Base64;
    case ActionId::CopyCArray:
        return CopyFormat::CArray;
    case ActionId::CopyJsonLine:
        return CopyFormat::JsonLine;
    default:
        return std::nullopt;
    }
}

present::MakeRowWriter payloadWriter(CopyFormat format)
{
    switch (format) {
    case CopyFormat::Hex:
        return present::recordWriter(appendHexLine);
    case CopyFormat::HexDump:
        return present::recordWriter([](std::string& to, const EventRecord& record) {
            transcript::HexWriter({}).append(to, record);
        });
    case CopyFormat::Base64:
        return present::recordWriter(appendBase64Line);
    case CopyFormat::CArray:
        return present::recordWriter(appendCArray);
    case CopyFormat::JsonLine:
        return present::recordWriter(
            [writer = transcript::JsonlWriter()](
                std::string& to, const EventRecord& record) mutable { writer.append(to, record); });
    case CopyFormat::Rows:
    case CopyFormat::Text:
        break;
    }
    return present::recordWriter(appendText);
}

} // namespace framescope::ui
