// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/hex_writer.h"

#include "transcript/event_text.h"
#include "transcript/formats/hex_dump.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>

namespace framescope::transcript {

namespace {

using timeline::EventRecord;

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

void HexWriter::append(std::string& to, const EventRecord& record) const
{
    appendStart(to, record);
    appendHexDump(to, record.payload);
    if (record.wirePayload) {
        to += WirePayloadTitle;
        appendHexDump(to, *record.wirePayload);
    }
    to += '\n';
}

void HexWriter::appendStart(std::string& to, const EventRecord& record) const
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

} // namespace framescope::transcript
