// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/outcome_text.h"

#include "base/text/counted.h"
#include "base/text/size_text.h"
#include "base/text/visible_text.h"
#include "timeline/details/wording.h"
#include "timeline/diagnosis/diagnosis.h"
#include "timeline/index/event_record.h"

#include <optional>
#include <string>

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

/// "tls: the certificate is not trusted"; empty if there is no error.
std::string errorText(const timeline::Timeline& timeline, ConnectionId connection)
{
    const auto error = timeline::firstError(timeline, connection, timeline.size());
    return error
               ? timeline::lineOf(timeline::Type::Error, timeline::currentDetail(timeline, *error))
               : std::string();
}

/// ", dns: there is no address … (what to try)"; empty if there is no error.
std::string failureText(const timeline::ConnectionInfo& connection, const std::string& error)
{
    const auto diagnosis = timeline::diagnose(connection);
    if (!diagnosis) {
        return error.empty() ? std::string() : ", " + error;
    }
    const auto& first = std::get<timeline::ErrorDetail>(*connection.error);
    const std::string advice = diagnosis->advice.empty() ? "" : " (" + diagnosis->advice + ")";
    return ", " + first.layer.value_or("error") + ": " + visibleText(diagnosis->sentence) + advice;
}

/// The ending as `show` prints it, with the reason and the side that closed.
std::string closingText(const timeline::Timeline& timeline, ConnectionId connection)
{
    for (std::size_t i = timeline.size(); i-- > 0;) {
        const EventId id{static_cast<std::uint32_t>(i)};
        const timeline::Entry& entry = timeline.entry(id);
        if (entry.type == timeline::Type::Closed && entry.conn() == connection) {
            return "closed " + timeline::lineOf(entry.type, timeline::currentDetail(timeline, id));
        }
    }
    return "closed";
}

} // namespace

std::string outcomeText(const timeline::Timeline& timeline, ConnectionId connection)
{
    const auto info = timeline.connection(connection);
    const std::string frames = framesOf(timeline) + "; ";
    const std::string error = errorText(timeline, connection);
    if (!info || !info->closing) {
        return frames + (error.empty() ? "the connection did not end" : error);
    }
    if (!info->openAt) {
        return "the connection failed" + failureText(*info, error);
    }
    std::string text = frames + closingText(timeline, connection);
    if (!info->closing->clean && !error.empty()) {
        text += ", " + error;
    }
    return text;
}

std::optional<std::string> recordingError(const timeline::Timeline& timeline)
{
    const auto error = timeline::firstError(timeline, ConnectionId{0});
    if (!error) {
        return std::nullopt;
    }
    const timeline::Detail detail = timeline::currentDetail(timeline, *error);
    const auto* told = detail.as<timeline::ErrorDetail>();
    return (told ? told->text : std::nullopt).value_or("the recording failed");
}

std::string progressText(const timeline::Timeline& timeline, std::uint64_t recordedBytes)
{
    return framesOf(timeline) + ", " + sizeText(recordedBytes);
}

std::string acceptanceText(const connection::CertificateFailure& certificate)
{
    return "--ca FILE trusts an authority, --insecure any certificate; this one of " +
           certificate.host.toStdString() + " alone: --accept-certificate " +
           certificate.fingerprint.toHex(':').toUpper().toStdString();
}

} // namespace framescope::cli
