// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/session_reports.h"

#include "base/text/qt_string.h"
#include "present/words/format.h"
#include "present/words/html_text.h"
#include "timeline/diagnosis/diagnosis.h"
#include "ui/widgets/error_text.h"

namespace framescope::ui {

namespace {

/// As many of the first lines as `most` characters have room for, without their indents; of one
/// that is longer, the beginning. What is left out is marked.
QString firstLines(const QString& text, qsizetype most)
{
    QString shown;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        const QString next =
            shown.isEmpty() ? line.simplified() : shown + QLatin1Char('\n') + line.simplified();
        if (next.size() > most) {
            return (shown.isEmpty() ? next.left(most) : shown + QLatin1Char('\n')) + QChar(0x2026);
        }
        shown = next;
    }
    return shown;
}

/// The beginning of the body of a refusal; of a page, its text.
QString beginningOf(const timeline::ErrorDetail& error)
{
    constexpr qsizetype mostOfPage = 4'000; // characters
    constexpr qsizetype mostOfBody = 300;
    QString body = toQString(error.body.value_or("")).left(mostOfPage).trimmed();
    if (body.startsWith(QLatin1Char('<'))) {
        body = present::htmlText(body);
    }
    return firstLines(body, mostOfBody);
}

} // namespace

Notification endReport(const timeline::Detail& error, const timeline::ConnectionInfo& connection,
                       const QString& host, const std::function<void()>& tryAgain)
{
    const bool opened = connection.openAt.has_value();
    const auto diagnosis = timeline::diagnose(connection);
    const auto* said = error.as<timeline::ErrorDetail>();
    const timeline::ErrorDetail told = said ? *said : timeline::ErrorDetail();
    const QString layer =
        told.layer ? QStringLiteral(" (%1)").arg(toQString(*told.layer).toUpper()) : QString();
    Notification report;
    report.topic = Notification::Topic::Connecting;
    report.kind = opened ? Notification::Kind::Warning : Notification::Kind::Error;
    report.title = (opened ? translated("The connection ended with an error")
                           : translated("The connection failed")) +
                   layer;
    report.details +=
        sentence(toQString(diagnosis ? diagnosis->sentence : told.text.value_or("")), {host});
    if (diagnosis && !diagnosis->advice.empty()) {
        report.details += toQString(diagnosis->advice);
    }
    if (const QString body = beginningOf(told); !body.isEmpty()) {
        const bool byProxy = connection.request && connection.request->method == "CONNECT";
        report.details +=
            (byProxy ? translated("The proxy said: %1") : translated("The server said: %1"))
                .arg(body);
    }
    report.actions.push_back({translated("Try again"), tryAgain});
    return report;
}

Notification cancelledReport(std::uint64_t sent, std::uint64_t size,
                             const std::function<void()>& tryAgain)
{
    return {.kind = Notification::Kind::Info,
            .title = translated("Sending was cancelled by you, which cut the connection"),
            .details = {translated("A frame that has begun can't be ended early. The server got "
                                   "at most %1 of %2.")
                            .arg(present::formatBytes(sent), present::formatBytes(size))},
            .actions = {{translated("Connect again"), tryAgain}},
            .topic = Notification::Topic::Connecting};
}

Notification unsentReport(qsizetype count, const std::function<void()>& bringBack)
{
    return {
        .kind = Notification::Kind::Warning,
        .title =
            count == 1
                ? translated("A message was not sent: the connection ended first")
                : translated("%1 messages were not sent: the connection ended first").arg(count),
        .details = {translated("Ctrl+Up in the composer brings back what was not sent.")},
        .actions = {{translated("Bring it back"), bringBack}}};
}

Notification certificateReport(const connection::CertificateFailure& failure, const QString& advice,
                               const std::function<void()>& connectAnyway)
{
    QStringList details;
    for (const QString& text : failure.failures) {
        details += sentence(text);
    }
    if (!advice.isEmpty()) {
        details += advice;
    }
    details += {translated("Subject: %1").arg(failure.subject),
                translated("Issuer: %1").arg(failure.issuer),
                translated("Valid until: %1").arg(failure.expires),
                translated("SHA-256: %1")
                    .arg(QString::fromLatin1(failure.fingerprint.toHex(':').toUpper()))};
    return {.title = translated("The certificate of %1 was not accepted").arg(failure.host),
            .details = details,
            .actions = {{translated("Connect anyway (this session only)"), connectAnyway}},
            .topic = Notification::Topic::Connecting};
}

Notification joined(const std::vector<Notification>& reports)
{
    Notification all = reports.front();
    for (auto more = reports.begin() + 1; more != reports.end(); ++more) {
        all.details += more->title + QLatin1Char('.');
        all.details += more->details;
        all.actions.insert(all.actions.end(), more->actions.begin(), more->actions.end());
    }
    return all;
}

Notification refusalReport(const Error& error)
{
    return Notification::of(
        Notification::Kind::Error, sentence(toQString(error.what)),
        error.where.empty() && error.hint.empty() ? QStringList() : QStringList{errorText(error)});
}

Notification recoveryOffer(const std::vector<library::RecordingsFolder::Left>& left,
                           const std::function<void()>& open, const std::function<void()>& choose)
{
    std::uint64_t size = 0;
    for (const auto& recording : left) {
        size += recording.size;
    }
    const bool one = left.size() == 1;
    Notification offer;
    offer.kind = Notification::Kind::Info;
    offer.topic = Notification::Topic::Recovery;
    offer.title = one ? translated("A recording of a session that ended unexpectedly was found")
                      : translated("%1 recordings of sessions that ended unexpectedly were found")
                            .arg(left.size());
    offer.details +=
        translated("%1 in all, kept until you decide.").arg(present::formatBytes(size));
    if (one && !left[0].savedTo.isEmpty()) {
        offer.details += translated("The first %1 are saved in %2; everything after that is not.")
                             .arg(present::formatBytes(left[0].savedSize), left[0].savedTo);
    }
    offer.actions.push_back({one ? translated("Open") : translated("Open all"), open});
    offer.actions.push_back({one ? translated("Discard…") : translated("Choose…"), choose, true});
    return offer;
}

} // namespace framescope::ui
