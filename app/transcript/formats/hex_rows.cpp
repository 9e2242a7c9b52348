// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/hex_rows.h"

#include "transcript/event_text.h"
#include "transcript/formats/hex_dump.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>

namespace framescope::transcript {

namespace {

using timeline::EventRecord;

/// Heading of a dump of EventRecord::wirePayload.
constexpr const char* WirePayloadTitle = "payload as it came, unmasked, not inflated\n";

/// Restores the bytes of a header from its fields.
Bytes headerBytes(const wire::FrameHeader& header)
{
    wire::FrameSpec spec{.fin = header.fin,
                         .rsv = header.rsv,
                         .opcode = header.opcode,
                         .lengthForm = header.lengthForm,
                         .claimedLength = header.payloadLength};
    if (header.masked) {
        spec.maskKey = header.maskKey;
    }
    Bytes bytes = wire::encodeFrame(spec, {});
    bytes.resize(std::min<std::size_t>(bytes.size(), header.size));
    return bytes;
}

/// Null if the event is neither a request nor a response.
const wire::HttpHead* headOf(const timeline::Detail& detail)
{
    if (const auto* request = detail.as<timeline::RequestDetail>()) {
        return &request->head;
    }
    const auto* response = detail.as<timeline::ResponseDetail>();
    return response ? &response->head : nullptr;
}

std::string payloadTitle(const EventRecord& record)
{
    std::string title = "payload";
    if (record.header && record.header->masked) {
        title += ", unmasked";
    }
    if (record.entry.has(timeline::Entry::Compressed)) {
        title += ", inflated";
    }
    return title + "\n";
}

} // namespace

void HexRows::append(std::string& to, const EventRecord& record) const
{
    appendStart(to, record);
    appendHexDump(to, record.payload);
    if (record.wirePayload) {
        to += WirePayloadTitle;
        appendHexDump(to, *record.wirePayload);
    }
    to += '\n';
}

void HexRows::appendStart(std::string& to, const EventRecord& record) const
{
    if (record.kind == timeline::Kind::Event) {
        text_.append(to, record);
        if (const wire::HttpHead* head = headOf(record.detail); head && !head->raw.empty()) {
            to += "head\n";
            appendHexDump(to, asBytes(head->raw));
        }
        return;
    }
    text_.appendColumns(to, record);
    for (const std::string& part : {lackText(record), violationMarks(record)}) {
        if (!part.empty()) {
            to.append("  ").append(part);
        }
    }
    to += '\n';
    if (record.header) {
        to += "header\n";
        appendHexDump(to, headerBytes(*record.header));
    }
    if (!record.payload.empty()) {
        to += payloadTitle(record);
    }
}

Result<void> HexRows::row(ExportOutput& to, const timeline::EventRecord& record,
                          const PayloadParts& payload)
{
    appendStart(to.buffer(), record);
    const auto dump = [&to](std::uint64_t& offset) {
        return [&to, &offset](ByteView part) {
            appendHexDump(to.buffer(), part, offset);
            offset += part.size();
            return to.written();
        };
    };
    std::uint64_t offset = 0;
    if (auto appended = payload.each(dump(offset)); !appended) {
        return appended;
    }
    if (record.wirePayload) {
        to.buffer() += WirePayloadTitle;
        std::uint64_t wireOffset = 0;
        if (auto appended = payload.eachWire(dump(wireOffset)); !appended) {
            return appended;
        }
    }
    to.buffer() += '\n';
    return to.written();
}

} // namespace framescope::transcript
