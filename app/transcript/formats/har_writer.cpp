// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/har_writer.h"

#include "transcript/formats/har_entry.h"
#include "transcript/formats/json_strings.h"

#include <optional>
#include <utility>

namespace framescope::transcript {

namespace {

using timeline::Entry;
using timeline::Type;

bool isData(const Entry& entry)
{
    return entry.type == Type::Text || entry.type == Type::Binary;
}

std::string jsonString(std::string_view text)
{
    std::string result;
    appendJsonStringReplacing(result, text);
    return result;
}

std::string errorText(const timeline::EventRecord& record)
{
    const auto* error = record.detail.as<timeline::ErrorDetail>();
    return error ? error->text.value_or(std::string()) : std::string();
}

} // namespace

Result<void> HarWriter::write()
{
    std::string& buffer = output_.buffer();
    buffer += R"({"log":{"version":"1.2","creator":{"name":"Framescope","version":")";
    buffer += FRAMESCOPE_VERSION;
    buffer += R"("},"pages":[],"_framescope":{"recording":)" + jsonString(rows_.options().title);
    buffer += ",\"filter\":" + jsonString(rows_.options().filter);
    buffer += ",\"secrets\":\"";
    buffer += rows_.options().keepSecrets ? "kept" : "removed";
    buffer += "\",\"events\":[";
    const auto connections = spans();
    chain(connections);
    if (auto written = writeEvents(ConnectionId{0}, connections[0]); !written) {
        return written;
    }
    buffer += "]},\"entries\":[";
    bool first = true;
    for (std::uint32_t i = 1; i < connections.size(); ++i) {
        const ConnectionId id{i};
        const std::uint32_t wanted = firstWanted(id, connections[i]);
        if (wanted == connections[i].end) {
            continue;
        }
        buffer += std::exchange(first, false) ? "\n" : ",\n";
        if (auto written = writeEntry(id, connections[i], wanted); !written) {
            return written;
        }
    }
    buffer += "\n]}}\n";
    return output_.flush();
}

std::vector<HarWriter::Span> HarWriter::spans() const
{
    std::vector<Span> spans(rows_.timeline().connectionCount() + 1);
    for (std::uint32_t i = 0; i < rows_.size(); ++i) {
        const std::size_t connection = rows_.timeline().entry(EventId{i}).connection;
        if (connection < spans.size()) {
            Span& span = spans[connection];
            span.first = span.end == 0 ? i : span.first;
            span.end = i + 1;
        }
    }
    return spans;
}

void HarWriter::chain(const std::vector<Span>& spans)
{
    constexpr std::uint64_t MostLooks = 4; // per event, on average
    std::uint64_t looks = 0;
    for (const Span& span : spans) {
        looks += span.end - span.first;
    }
    if (looks <= MostLooks * rows_.size()) {
        return;
    }
    next_.assign(rows_.size(), UINT32_MAX);
    std::vector<std::uint32_t> following(spans.size(), UINT32_MAX);
    for (std::size_t i = rows_.size(); i-- > 0;) {
        const std::size_t connection =
            rows_.timeline().entry(EventId{static_cast<std::uint32_t>(i)}).connection;
        if (connection < following.size()) {
            next_[i] = std::exchange(following[connection], static_cast<std::uint32_t>(i));
        }
    }
}

std::uint32_t HarWriter::firstWanted(ConnectionId id, Span span) const
{
    for (std::uint32_t i = span.first; i < span.end; i = after(i)) {
        if (rows_.timeline().entry(EventId{i}).conn() == id && rows_.wants(EventId{i})) {
            return i;
        }
    }
    return span.end;
}

Result<void> HarWriter::writeEntry(ConnectionId id, Span span, std::uint32_t wanted)
{
    const timeline::Timeline& timeline = rows_.timeline();
    std::string error;
    for (std::uint32_t i = span.first; i < span.end && error.empty(); i = after(i)) {
        const Entry& entry = timeline.entry(EventId{i});
        if (entry.conn() == id && entry.type == Type::Error) {
            const auto record = rows_.record(EventId{i});
            if (!record) {
                return tl::unexpected(record.error());
            }
            error = errorText(*record);
        }
    }
    std::string& buffer = output_.buffer();
    buffer += '{';
    const auto asRecorded = timeline.connection(id).value_or(timeline::ConnectionInfo{});
    const auto sizeOf = [](const std::optional<wire::HttpHead>& head) {
        return head ? head->raw.size() : 0;
    };
    appendHarEntry(buffer, rows_.connection(id),
                   {.first = timeline.entry(EventId{span.first}).timestamp(),
                    .last = timeline.entry(EventId{span.end - 1}).timestamp(),
                    .error = error,
                    .requestSize = sizeOf(asRecorded.request),
                    .responseSize = sizeOf(asRecorded.response)});
    buffer += ",\"_webSocketMessages\":[";
    if (auto written = writeMessages(id, {wanted, span.end}); !written) {
        return written;
    }
    buffer += "],\"_framescope\":{\"connection\":";
    buffer += std::to_string(id.value);
    buffer += ",\"events\":[";
    if (auto written = writeEvents(id, span); !written) {
        return written;
    }
    buffer += "]}}";
    return output_.written();
}

Result<void> HarWriter::writeMessages(ConnectionId id, Span span)
{
    bool first = true;
    for (std::uint32_t i = span.first; i < span.end; i = after(i)) {
        const Entry& entry = rows_.timeline().entry(EventId{i});
        if (entry.conn() != id) {
            continue;
        }
        if (auto passed = rows_.passed(); !passed) {
            return passed;
        }
        if (!isData(entry) || !rows_.wants(EventId{i})) {
            continue;
        }
        output_.buffer() += std::exchange(first, false) ? "\n" : ",\n";
        if (auto written = writeMessage(EventId{i}); !written) {
            return written;
        }
    }
    return {};
}

Result<void> HarWriter::writeMessage(EventId id)
{
    const auto record = rows_.record(id);
    if (!record) {
        return tl::unexpected(record.error());
    }
    const PayloadParts payload(*record, rows_.reader());
    const bool isText = record->entry.type == Type::Text;
    const auto isUtf8 = isText ? payload.isUtf8() : Result<bool>(false);
    if (!isUtf8) {
        return tl::unexpected(isUtf8.error());
    }
    std::string& buffer = output_.buffer();
    buffer += record->entry.direction() == Direction::Out ? R"({"type":"send","time":)"
                                                          : R"({"type":"receive","time":)";
    buffer += toSeconds(record->entry.timestamp().time_since_epoch());
    buffer += isText ? R"(,"opcode":1,"data":)" : R"(,"opcode":2,"data":)";
    if (isText && !*isUtf8) {
        buffer += '"';
        auto appended = payload.eachText([&](ByteView part) {
            appendJsonCharacters(buffer, withoutInvalidUtf8(asText(part)));
            return output_.written();
        });
        if (!appended) {
            return appended;
        }
        buffer += '"';
    } else if (auto appended = appendJsonPayload(output_, payload, *isUtf8); !appended) {
        return appended;
    }
    return writeRest(*record, payload, isText && !*isUtf8);
}

/// Writes the properties that Chrome's four members lack.
Result<void> HarWriter::writeRest(const timeline::EventRecord& record, const PayloadParts& payload,
                                  bool needsBytes)
{
    std::string& buffer = output_.buffer();
    buffer += R"(,"_framescope":{"n":)";
    buffer += std::to_string(std::uint64_t{record.id.value} + 1);
    if (record.detail.frames > 1) {
        buffer += ",\"frames\":";
        buffer += std::to_string(record.detail.frames);
    }
    if (record.entry.has(Entry::Compressed)) {
        buffer += ",\"compressed\":true";
    }
    appendMissing(buffer, record);
    if (needsBytes) {
        buffer += ",\"base64\":";
        if (auto appended = appendJsonPayload(output_, payload, false); !appended) {
            return appended;
        }
    }
    if (auto appended = appendWireBase64(output_, record, payload); !appended) {
        return appended;
    }
    if (!record.detail.violations.empty()) {
        appendViolations(buffer, record.detail.violations);
    }
    buffer += "}}";
    return output_.written();
}

/// Writes all life-cycle events of the connection, and the wanted control frames.
Result<void> HarWriter::writeEvents(ConnectionId id, Span span)
{
    bool first = true;
    for (std::uint32_t i = span.first; i < span.end; i = after(i)) {
        const Entry& entry = rows_.timeline().entry(EventId{i});
        if (entry.conn() != id || isData(entry) ||
            !timeline::isVisible(entry, timeline::View::Messages) ||
            (!timeline::isLifeCycle(entry.type) && !rows_.wants(EventId{i}))) {
            continue;
        }
        const auto record = rows_.record(EventId{i});
        if (!record) {
            return tl::unexpected(record.error());
        }
        output_.buffer() += std::exchange(first, false) ? '\n' : ',';
        const PayloadParts payload(*record, rows_.reader());
        if (auto written = events_.row(output_, *record, payload); !written) {
            return written;
        }
    }
    return {};
}

} // namespace framescope::transcript
