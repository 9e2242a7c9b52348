// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/hex_rows.h"

#include "transcript/formats/hex_dump.h"

namespace framescope::transcript {

Result<void> HexRows::row(ExportOutput& to, const timeline::EventRecord& record,
                          const PayloadParts& payload)
{
    writer_.appendStart(to.buffer(), record);
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
