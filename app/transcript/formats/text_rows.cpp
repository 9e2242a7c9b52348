// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/text_rows.h"

#include "base/text/hex.h"
#include "base/text/visible_text.h"
#include "transcript/event_text.h"
#include "transcript/formats/column_width.h"
#include "transcript/formats/row_values.h"

#include <string_view>
#include <utility>

namespace framescope::transcript {

namespace {

using timeline::EventRecord;

constexpr std::string_view Ellipsis = "…";

void appendRight(std::string& to, std::string_view text, std::size_t width)
{
    to.append(width - std::min(width, text.size()), ' ').append(text);
}

void appendLeft(std::string& to, std::string_view text, std::size_t width)
{
    to.append(text).append(width - std::min(width, text.size()), ' ');
}

std::string_view arrow(const timeline::Entry& entry)
{
    if (!entry.hasDirection()) {
        return "";
    }
    return entry.direction() == Direction::Out ? "->" : "<-";
}

/// Delays spaces until other text follows, so that no line ends with spaces.
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

/// The texts after the content, which are never cut.
std::vector<std::string> TextRows::marks(const EventRecord& record) const
{
    std::vector<std::string> marks{lackText(record), wireText(record), violationMarks(record)};
    if (options_.find) {
        for (const Finding& finding : options_.find(record.id)) {
            marks.push_back('!' + finding.rule + ' ' + visibleText(finding.text));
        }
    }
    std::erase(marks, std::string());
    return marks;
}

void TextRows::appendColumns(std::string& to, const EventRecord& record) const
{
    appendRight(to, std::to_string(std::uint64_t{record.id.value} + 1), 6);
    appendRight(to, shortSeconds(record), 13);
    if (options_.connections) {
        appendRight(to, '#' + std::to_string(record.entry.connection), 5);
    }
    to += "  ";
    appendLeft(to, arrow(record.entry), 4);
    appendLeft(to, timeline::typeName(record.entry.type), 12);
    appendRight(
        to, record.kind == timeline::Kind::Event ? "" : std::to_string(record.detail.length), 9);
}

void TextRows::append(std::string& to, const EventRecord& record) const
{
    const std::size_t start = to.size();
    appendColumns(to, record);
    std::string content = eventText(record);
    const std::vector<std::string> marks = this->marks(record);
    if (options_.width) {
        std::size_t taken = to.size() - start + 2;
        for (const std::string& mark : marks) {
            taken += mark.size() + 2;
        }
        const std::size_t room = *options_.width - std::min(*options_.width, taken + 1);
        if (record.payloadCut || columnWidth(content) > room + 1) {
            content = std::string(fitting(content, room)).append(Ellipsis);
        }
    }
    if (!content.empty()) {
        to.append("  ").append(content);
    }
    for (const std::string& mark : marks) {
        to.append("  ").append(mark);
    }
    to.erase(to.find_last_not_of(' ') + 1);
    to += '\n';
}

Result<void> TextRows::row(ExportOutput& to, const timeline::EventRecord& record,
                           const PayloadParts& payload)
{
    if (payload.isWhole() || options_.width || record.entry.type == timeline::Type::Close) {
        append(to.buffer(), record);
        return to.written();
    }
    const Result<bool> isText =
        record.entry.type == timeline::Type::Binary ? false : payload.isUtf8();
    if (!isText) {
        return tl::unexpected(isText.error());
    }
    appendColumns(to.buffer(), record);
    KeptSpaces spaces;
    spaces.append(to.buffer(), *isText ? "  " : " ");
    const auto append = [&](ByteView part) {
        spaces.append(to.buffer(), *isText ? visibleText(asText(part)) : ' ' + spacedHex(part));
        return to.written();
    };
    if (auto appended = *isText ? payload.eachText(append) : payload.each(append); !appended) {
        return appended;
    }
    for (const std::string& mark : marks(record)) {
        spaces.append(to.buffer(), "  " + mark);
    }
    to.buffer() += '\n';
    return to.written();
}

} // namespace framescope::transcript
