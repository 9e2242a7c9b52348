// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/jsonl_rows.h"

#include "transcript/formats/json_strings.h"

namespace framescope::transcript {

Result<void> JsonlRows::row(ExportOutput& to, const timeline::EventRecord& record,
                            const PayloadParts& payload)
{
    const bool wireIsWhole =
        !record.wirePayload || record.wirePayload->size() < PayloadParts::PartSize;
    if (payload.isWhole() && wireIsWhole) {
        writer_.append(to.buffer(), record);
        return to.written();
    }
    const auto isText = payload.isUtf8();
    if (!isText) {
        return tl::unexpected(isText.error());
    }
    writer_.appendStart(to.buffer(), record);
    to.buffer() += *isText ? ",\"text\":" : ",\"base64\":";
    if (auto appended = appendJsonPayload(to, payload, *isText); !appended) {
        return appended;
    }
    if (auto appended = appendWireBase64(to, record, payload); !appended) {
        return appended;
    }
    writer_.appendEnd(to.buffer(), record);
    return to.written();
}

Result<void> appendJsonPayload(ExportOutput& to, const PayloadParts& payload, bool isText)
{
    to.buffer() += '"';
    auto appended = isText ? payload.eachText([&](ByteView part) {
        appendJsonCharacters(to.buffer(), asText(part));
        return to.written();
    })
                           : payload.each([&](ByteView part) {
                                 appendBase64(to.buffer(), part);
                                 return to.written();
                             });
    to.buffer() += '"';
    return appended;
}

Result<void> appendWireBase64(ExportOutput& to, const timeline::EventRecord& record,
                              const PayloadParts& payload)
{
    if (!record.wirePayload) {
        return {};
    }
    to.buffer() += ",\"wire_base64\":\"";
    auto appended = payload.eachWire([&to](ByteView part) {
        appendBase64(to.buffer(), part);
        return to.written();
    });
    to.buffer() += '"';
    return appended;
}

} // namespace framescope::transcript
