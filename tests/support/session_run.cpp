// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/session_run.h"

#include "support/patience.h"
#include "support/timeline_lines.h"
#include "timeline/details/detail_json.h"

#include <QTest>

namespace framescope::test {

using session::Session;

SessionRun::SessionRun(Session::Client client)
{
    auto session = Session::create(path(), false, client);
    if (!session) {
        qFatal("no session: %s", session.error().message().c_str());
    }
    session_ = std::move(*session);
}

connection::ConnectionOptions SessionRun::options(const QString& url)
{
    connection::ConnectionOptions options;
    options.url = QUrl(url);
    options.connectTimeout = std::chrono::milliseconds(Patience);
    options.upgradeTimeout = std::chrono::milliseconds(Patience);
    options.closeTimeout = std::chrono::milliseconds(Patience);
    return options;
}

bool SessionRun::open(const connection::ConnectionOptions& options)
{
    const auto opened = session_->open(options);
    if (!opened) {
        qWarning("open: %s", opened.error().message().c_str());
        return false;
    }
    return QTest::qWaitFor([this] { return session_->state() >= Session::State::Open; },
                           Patience) &&
           session_->state() == Session::State::Open;
}

bool SessionRun::waitForState(Session::State state)
{
    return QTest::qWaitFor([&] { return session_->state() == state; }, Patience);
}

bool SessionRun::waitForClosed()
{
    return waitForState(Session::State::Closed);
}

QStringList SessionRun::lines(timeline::View view) const
{
    QStringList lines;
    for (const std::string& line : linesOf(*session_->timeline(), view)) {
        lines.append(QString::fromStdString(line));
    }
    return lines;
}

QStringList SessionRun::story(timeline::View view) const
{
    QStringList story;
    for (const QString& line : lines(view)) {
        const QString type = line.section(QLatin1Char(' '), 0, 0);
        const bool phase =
            QStringList{"connecting", "resolved", "connected", "secured", "request", "response"}
                .contains(type);
        if (!phase) {
            story.append(line);
        }
    }
    return story;
}

bool SessionRun::waitForLine(const QString& line, timeline::View view)
{
    return QTest::qWaitFor([&] { return lines(view).contains(line); }, Patience);
}

QString SessionRun::detail(timeline::Type type) const
{
    const auto timeline = session_->timeline();
    for (std::size_t i = timeline->size(); i-- > 0;) {
        const auto& entry = timeline->entry(EventId{static_cast<std::uint32_t>(i)});
        if (entry.type == type) {
            const auto* detail = timeline->detail(entry);
            return detail && detail->lifeCycle
                       ? QString::fromStdString(timeline::toJson(*detail->lifeCycle))
                       : QString();
        }
    }
    return {};
}

} // namespace framescope::test
