// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/event_text.h"

#include "base/text/counted.h"
#include "base/text/hex.h"
#include "base/text/utf8.h"
#include "base/text/utf8_validator.h"
#include "base/text/visible_text.h"
#include "timeline/details/wording.h"
#include "transcript/formats/json_strings.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace framescope::transcript {

namespace {

using namespace timeline;

/// A text that was cut inside a character still counts as text.
std::string payloadText(const EventRecord& record)
{
    const ByteView payload = record.payload;
    if (record.entry.type == Type::Binary) {
        return spacedHex(payload);
    }
    const std::size_t cut = record.payloadCut ? unfinishedTail(asText(payload)) : 0;
    const ByteView whole = payload.first(payload.size() - cut);
    return isUtf8(whole) ? visibleText(asText(whole)) : spacedHex(payload);
}

void addWord(std::string& line, std::string_view word)
{
    if (!word.empty()) {
        line.append(line.empty() ? "" : " ").append(word);
    }
}

/// A Close frame without a code looks different from one with the code 1005.
std::string closeFrameText(const EventRecord& record)
{
    if (record.detail.code) {
        return closeLine(*record.detail.code, record.detail.reason);
    }
    return record.payload.empty() ? "no code" : "no code: " + spacedHex(record.payload);
}

std::string pongText(const EventRecord& record)
{
    std::string line = payloadText(record);
    const auto add = [&line](const char* what, const std::optional<Duration>& since) {
        if (since) {
            const std::string time = toMilliseconds(*since);
            addWord(line, what + time.substr(0, time.find('.') + 4) + " ms)");
        }
    };
    add("(round trip ", record.detail.roundTrip);
    add("(answered in ", record.detail.answeredIn);
    return line;
}

} // namespace

std::string eventText(const EventRecord& record)
{
    switch (record.entry.type) {
    case Type::Close:
        return closeFrameText(record);
    case Type::Pong:
        return pongText(record);
    default:
        return record.kind == timeline::Kind::Event ? lineOf(record.entry.type, record.detail)
                                                    : payloadText(record);
    }
}

std::string lackText(const EventRecord& record)
{
    std::string line;
    if (record.detail.missing > 0) {
        line = "(" + counted(record.detail.missing, "byte") + " missing)";
    } else if (record.kind == timeline::Kind::Message &&
               record.entry.has(timeline::Entry::Incomplete) &&
               std::ranges::none_of(record.detail.violations, [](const auto& violation) {
                   return violation.rule == wire::Rule::FrameTruncated; // whose text says so
               })) {
        line = "(incomplete)";
    }
    if (const std::string why = whyNotInflated(record.detail); !why.empty()) {
        addWord(line, "(not inflated: " + why + ")");
    }
    return line;
}

std::string wireText(const EventRecord& record)
{
    constexpr std::size_t MostShown = 32;
    if (!record.wirePayload) {
        return {};
    }
    const ByteView bytes = *record.wirePayload;
    return "(as it came: " + spacedHex(bytes.first(std::min(MostShown, bytes.size()))) +
           (bytes.size() > MostShown ? " …)" : ")");
}

std::string violationMarks(const EventRecord& record)
{
    std::string line;
    for (const wire::Violation& violation : record.detail.violations) {
        addWord(line, "!" + std::string(wire::info(violation.rule).id));
    }
    return line;
}

} // namespace framescope::transcript
