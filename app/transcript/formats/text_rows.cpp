// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/text_rows.h"

#include "base/text/hex.h"
#include "base/text/visible_text.h"
#include "transcript/event_text.h"

#include <utility>

namespace framescope::transcript {

namespace {

/// Holds spaces back until something follows, so that no line ends with spaces.
class KeptSpaces
{
public:
    void append(std::string& to, std::string_view text)
    {
        const std::size_t end = text.find_last_not_of(' ') + 1;
        if (end > 0) {
            to.append(std::exchange(count_, 0), ' ').append(text.substr(0, end));
        }
        count_ += text.size() - end;
    }

private:
    std::size_t count_ = 0;
};

} // namespace

Result<void> TextRows::row(ExportOutput& to, const timeline::EventRecord& record,
                           const PayloadParts& payload)
{
    if (payload.isWhole() || writer_.cuts() || record.entry.type == timeline::Type::Close) {
        writer_.append(to.buffer(), record);
        return to.written();
    }
    const Result<bool> isText =
        record.entry.type == timeline::Type::Binary ? false : payload.isUtf8();
    if (!isText) {
        return tl::unexpected(isText.error());
    }
    writer_.appendColumns(to.buffer(), record);
    KeptSpaces spaces;
    spaces.append(to.buffer(), *isText ? "  " : " ");
    const auto append = [&](ByteView part) {
        spaces.append(to.buffer(), *isText ? visibleText(asText(part)) : ' ' + spacedHex(part));
        return to.written();
    };
    if (auto appended = *isText ? payload.eachText(append) : payload.each(append); !appended) {
        return appended;
    }
    for (const std::string& part : {lackText(record), wireText(record), violationMarks(record)}) {
        if (!part.empty()) {
            spaces.append(to.buffer(), "  " + part);
        }
    }
    to.buffer() += '\n';
    return to.written();
}

} // namespace framescope::transcript
