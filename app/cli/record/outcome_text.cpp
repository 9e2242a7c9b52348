// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/outcome_text.h"

#include "base/counted.h"
#include "timeline/index/event_record.h"
#include "transcript/event_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::cli {

namespace {

/// "12 frames"
std::string framesOf(const timeline::Timeline& timeline)
{
    std::uint64_t frames = 0;
    for (const auto& direction : timeline.statistics().direction) {
        frames += direction.frames;
    }
    return counted(frames, "frame");
}

/// Null where nothing is known of it.
const timeline::ErrorDetail* errorOf(const timeline::Timeline& timeline,
                                     const timeline::Entry& entry)
{
    const timeline::Detail* detail = timeline.detail(entry);
    return detail ? detail->as<timeline::ErrorDetail>() : nullptr;
}

/// "tls: the certificate is not trusted", of the first error, which the others follow from;
/// empty where there is none.
std::string firstError(const timeline::Timeline& timeline)
{
    for (std::size_t i = 0; i < timeline.size(); ++i) {
        const timeline::Entry& entry = timeline.entry(EventId{static_cast<std::uint32_t>(i)});
        if (entry.type == timeline::Type::Error) {
            const timeline::ErrorDetail* error = errorOf(timeline, entry);
            return error ? error->layer.value_or("") + ": " + error->text.value_or("") : ": ";
        }
    }
    return {};
}

/// The ending as `show` prints it, with the reason and the side that closed.
std::string closingText(const timeline::Timeline& timeline, ConnectionId connection)
{
    for (std::size_t i = timeline.size(); i-- > 0;) {
        const EventId id{static_cast<std::uint32_t>(i)};
        timeline::EventRecord record;
        record.entry = timeline.entry(id);
        if (record.entry.type == timeline::Type::Closed && record.entry.conn() == connection) {
            record.detail = timeline::currentDetail(timeline, id);
            return "closed " + transcript::eventText(record);
        }
    }
    return "closed";
}

/// "84.1 MB".
std::string sizeText(std::uint64_t bytes)
{
    constexpr std::array<std::string_view, 5> Units{"B", "kB", "MB", "GB", "TB"};
    auto amount = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; amount >= 1000 && unit + 1 < Units.size(); ++unit) {
        amount /= 1000;
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f " : "%.1f ", amount);
    return std::string(text.data()).append(Units[unit]);
}

} // namespace

std::string outcomeText(const timeline::Timeline& timeline, ConnectionId connection)
{
    const auto info = timeline.connection(connection);
    const std::string frames = framesOf(timeline) + "; ";
    const std::string error = firstError(timeline);
    if (!info || !info->closing) {
        return frames + (error.empty() ? "the connection did not end" : error);
    }
    if (!info->openAt) {
        return "the connection failed" + (error.empty() ? std::string() : ", " + error);
    }
    std::string text = frames + closingText(timeline, connection);
    if (!info->closing->clean && !error.empty()) {
        text += ", " + error;
    }
    return text;
}

/// Nothing is told after it but how the connections ended.
std::optional<std::string> recordingError(const timeline::Timeline& timeline)
{
    constexpr std::size_t LookBack = 64;
    const std::size_t size = timeline.size();
    for (std::size_t back = 1; back <= std::min(size, LookBack); ++back) {
        const auto& entry = timeline.entry(EventId{static_cast<std::uint32_t>(size - back)});
        if (entry.type == timeline::Type::Error && entry.conn().value == 0) {
            const timeline::ErrorDetail* error = errorOf(timeline, entry);
            return (error ? error->text : std::nullopt).value_or("the recording failed");
        }
    }
    return std::nullopt;
}

std::string progressText(const timeline::Timeline& timeline, std::uint64_t recordedBytes)
{
    return framesOf(timeline) + ", " + sizeText(recordedBytes);
}

std::string certificateSentence(const session::CertificateFailure& certificate)
{
    return "the certificate of " + certificate.host.toStdString() +
           " is not accepted: " + certificate.failures.join(QStringLiteral("; ")).toStdString() +
           " (--ca FILE trusts an authority, --insecure any certificate)";
}

} // namespace framescope::cli
